/**
 * Every field of every form that a page shows, with every odd value: `npm run fuzz:forms`. Nothing fails on the server,
 * nothing hangs, and all pages are there afterwards. `--one-in N` tries each field with one in N of the values, other ones in
 * each run and for each field; `--seed` repeats them.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findForms } from './findForms.ts';
import { Judge } from './judge.ts';
import { oddCells, oddRequest, type OddCell } from './oddCells.ts';
import { Rules } from './rules.ts';
import { trySetUp } from './setUpForm.ts';
import { openStage, type Stage } from './stage.ts';

/** Cells under way at once. */
const AT_ONCE = 6;

async function tryAll(stage: Stage, rules: Rules, judge: Judge): Promise<void> {
	const before = await findForms(stage);
	const all = oddCells(before.forms);
	const fields = new Set(all.map(({ forms, field }) => `${forms[0]?.id} ${field}`));
	const cells = shareOf(all);
	console.log(
		`seed ${seed}: ${before.pages.size} pages, ${before.forms.length} forms, ${fields.size} fields: ${cells.length} of ${all.length} cells`
	);
	rules.check(
		'every field is tried',
		fields.size === new Set(cells.map(({ forms, field }) => `${forms[0]?.id} ${field}`)).size
	);
	let next = 0;
	const sender = async (): Promise<void> => {
		while (next < cells.length) {
			const number = next++;
			const request = await oddRequest(stage.world, cells[number] as OddCell, number);
			if (!judge.hangs(request.route)) judge.take(request, await stage.client.ask(request));
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, sender));
	rules.check(
		`no odd value in a field of a form makes the server fail or hang (${judge.sent} cells)`,
		judge.findings.length === 0,
		judge.findings.map(({ kind, times, example }) => `${kind} (${times} times)\n        ${example}`)
	);
	const missing = EXPECTED.filter((id) => !before.forms.some((form) => form.id === id));
	rules.check('the forms are those of nobody, of runners and of organisers', missing.length === 0, missing);
	const after = await findForms(stage);
	const broken = [...after.pages].filter(([, status]) => status === 0 || status >= 500);
	const gone = [...before.pages].filter(([path, status]) => status === 200 && after.pages.get(path) === 404);
	rules.check(`all ${after.pages.size} pages are there afterwards`, broken.length + gone.length === 0, [
		...broken.map(([path, status]) => `${path}: ${status}`),
		...gone.map(([path]) => `${path}: gone`)
	]);
}

/** One in `oneIn` of the values of each field, in each field those after the ones of the field before. */
function shareOf(cells: OddCell[]): OddCell[] {
	let field: string | null = null;
	let turn = seed;
	return cells.filter((cell) => {
		turn += cell.field === field ? 1 : 2;
		field = cell.field;
		return turn % oneIn === 0;
	});
}

/** Those that must be among the forms found, so that a changed page does not leave the test with nothing to try. */
const EXPECTED = [
	'/sign-in?/in',
	'/e/[event]/register',
	'/e/[event]/link',
	'/me?/change',
	'/me/cancel',
	'/organise/keys?/make',
	'/organise/[event]/phones?/pair',
	'/organise/[event]/participants/[id]?/rule',
	'/organise/[event]/participants/import?/save',
	'/organise/[event]/results/import?/save',
	'/organise/[event]/matching?/decide'
];

const { values } = parseArgs({
	options: { seed: { type: 'string' }, 'one-in': { type: 'string', default: '1' } }
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const oneIn = Number(values['one-in']);
const rules = new Rules();
const judge = new Judge();
// The set-up form is there as long as there is no owner.
const stage = await openStage({ first: (fresh) => trySetUp(fresh, judge) });
try {
	await tryAll(stage, rules, judge);
} finally {
	// Beside what was found stands why.
	writeFileSync('test-results/odd-forms-server.log', stage.server.output());
	await stage.close();
}
rules.write('odd-forms');
