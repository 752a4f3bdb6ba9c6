/**
 * `npm run fuzz`: sends a server what its own description and its own forms allow, nearly allow and forbid, from a thousand
 * addresses, and says what broke. `npm run fuzz -- --seed N --requests N` repeats a run; `--only N` sends one request of it.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';
import { Rules } from './rules.ts';
import { openStage } from './stage.ts';

const { values } = parseArgs({
	options: {
		seed: { type: 'string' },
		requests: { type: 'string', default: '12000' },
		only: { type: 'string' }
	}
});
const rules = new Rules();
const stage = await openStage();
try {
	await fuzz(stage, rules, {
		seed: Number(values.seed ?? Math.floor(Math.random() * 1_000_000)),
		total: Number(values.requests),
		only: values.only === undefined ? null : Number(values.only)
	});
} finally {
	// Beside what was found stands why.
	writeFileSync('test-results/fuzz-server.log', stage.server.output());
	await stage.close();
}
rules.write('fuzz');
