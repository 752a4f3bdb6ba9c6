import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PASSING_STATUSES, RESULT_STATUSES } from './facts/result.ts';

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');

test('the README lists every status of a passing once, and no other', () => {
	const listed = [...readme.matchAll(/^\| `([a-z-]+)` /gm)].map(([, status]) => status);
	expect(listed.sort()).toEqual([...PASSING_STATUSES].sort());
});
test('the README names the statuses of a result in the order of the list', () => {
	const [, line = ''] = /^Results: (.*), listed/m.exec(readme) ?? [];
	expect(line.split(', ')).toEqual(RESULT_STATUSES.map((status) => `\`${status}\``));
});
test('the README points only at files that there are', () => {
	const files = [...readme.matchAll(/`([a-zA-Z/]+(?:\.ts|\/))`/g)].map(([, file]) => file ?? '');
	expect(files.length).toBeGreaterThan(15);
	expect(files.filter((file) => !existsSync(new URL(file, import.meta.url)))).toEqual([]);
});
test('the diagram names only functions that there are', () => {
	const [, diagram = ''] = /```\n(.*?)```/s.exec(readme) ?? [];
	const named = diagram.match(/\b[a-z]+[A-Z]\w+/g)?.filter((name) => name !== 'proposedTimes') ?? [];
	const code = readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
		.join('\n');
	expect(named.length).toBeGreaterThan(10);
	expect(named.filter((name) => !new RegExp(`function ${name}\\b`).test(code))).toEqual([]);
});
