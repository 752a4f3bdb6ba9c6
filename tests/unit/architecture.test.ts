import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

const eslint = new ESLint();

async function faultsOf({ file, code }: { file: string; code: string }): Promise<string[]> {
	const [result] = await eslint.lintText(code, { filePath: file });
	return (result?.messages ?? [])
		.filter((message) => message.ruleId?.replace('@typescript-eslint/', '').startsWith('no-restricted'))
		.map((message) => message.message);
}

const forbidden = [
	['src/lib/domain/timing/x.ts', `import '#lib/server/app.ts';`],
	['src/lib/domain/timing/x.ts', `import '../registration/fees.ts';`],
	['src/lib/domain/timing/x.ts', `import 'node:fs';`],
	['src/lib/domain/timing/x.ts', `import '#lib/schemas/base/problem.ts';`],
	['src/lib/domain/timing/x.ts', `export const now = Date.now();`],
	['src/lib/schemas/x.ts', `import '#lib/server/app.ts';`],
	['src/lib/scanner/x.ts', `import '#lib/server/app.ts';`],
	['src/lib/scanner/x.ts', `import '#lib/ui/x.ts';`],
	['src/lib/scanner/x.ts', `import { LONGEST_WHY } from '#lib/schemas/ruling.ts';`],
	['src/routes/(volunteer)/scan/x.ts', `import { z } from 'zod';`],
	['src/lib/server/results/x.ts', `import '#lib/server/api/index.ts';`],
	['src/lib/server/results/x.ts', `import '#lib/server/start/compose.ts';`],
	['src/lib/server/results/x.ts', `export const tell = (app) => app.bus.publish('event:1', 1);`],
	['src/routes/x.ts', `export const tell = ({ bus }) => bus.publish('event:1', 1);`],
	['src/routes/x.ts', `export const day = (ms) => new Intl.DateTimeFormat('en').format(ms);`],
	['src/lib/demo/x.ts', `import '#lib/server/app.ts';`],
	['src/lib/server/live/announce.ts', `export class Clock { private nowMs = 0; }`],
	['src/lib/server/live/announce.ts', `export const day = (date) => date.toLocaleDateString('ro');`],
	['src/lib/domain/time/writtenDates.ts', `export class Clock { private nowMs = 0; }`],
	['src/routes/x.ts', `export class Clock { private nowMs = 0; }`],
	['src/routes/x.ts', `export const languages = ['en', 'ro'];`],
	['src/lib/server/mail/x.ts', `export type Language = 'en' | 'ro';`],
	['src/lib/server/mail/x.ts', `export const day = (date) => date.toLocaleDateString('ro');`],
	['src/lib/server/api/endpoints/x.ts', `import '#lib/server/events/store/events.ts';`],
	['src/lib/server/api/endpoints/x.ts', `import '#lib/server/database/database.ts';`],
	['src/lib/server/results/store/x.ts', `import '#lib/server/results/results.ts';`],
	['src/lib/server/results/store/x.ts', `import '#lib/server/events/store/events.ts';`],
	['src/lib/server/results/store/x.ts', `import '#lib/server/rulings/store/guns.ts';`],
	['src/lib/ui/x.ts', `import '#lib/server/app.ts';`],
	['src/routes/x.ts', `import '#lib/server/events/store/events.ts';`]
] as const;

test.each(forbidden)('the arrows refuse, in %s: %s', async (file, code) => {
	expect(await faultsOf({ file, code })).not.toEqual([]);
});

const allowed = [
	['src/lib/domain/timing/x.ts', `import '#lib/domain/result.ts'; import './course.ts';`],
	['src/lib/schemas/x.ts', `import 'zod'; import '#lib/domain/result.ts';`],
	[
		'src/lib/scanner/x.ts',
		`import '#lib/domain/result.ts'; import type { Fault } from '#lib/schemas/base/problem.ts'; import 'idb';`
	],
	['src/lib/server/results/x.ts', `import './store/raceFacts.ts'; import '#lib/domain/result.ts';`],
	['src/lib/server/results/x.ts', `import '#lib/server/app.ts'; import '#lib/server/access/caller.ts';`],
	['src/lib/server/live/announce.ts', `export const tell = (app) => app.bus.publish('event:1', 1);`],
	[
		'src/lib/server/api/endpoints/x.ts',
		`import '#lib/server/results/results.ts'; import '#lib/schemas/base/problem.ts';`
	],
	['src/lib/server/results/store/x.ts', `import '#lib/server/database/db.ts'; import './raceFacts.ts';`],
	['src/lib/server/events/store/x.ts', `import '#lib/server/rulings/store/guns.ts';`],
	['src/routes/x.ts', `import '#lib/server/results/results.ts'; import '#lib/ui/x.ts';`]
] as const;

test.each(allowed)('the arrows allow, in %s: %s', async (file, code) => {
	expect(await faultsOf({ file, code })).toEqual([]);
});
