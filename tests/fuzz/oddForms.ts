/**
 * Every field of every form that a page shows, with every odd value: `tsx tests/fuzz/oddForms.ts`. Nothing fails on the server,
 * nothing hangs, and all pages are there afterwards.
 */
import { writeFileSync } from 'node:fs';
import type { FoundForm } from './crawl.ts';
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
	const cells = oddCells(before.forms);
	const fields = new Set(cells.map(({ forms, field }) => `${forms[0]?.id} ${field}`));
	console.log(
		`${before.pages.size} pages, ${before.forms.length} forms, ${fields.size} fields: ${cells.length} cells`
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
	rules.check('the forms are those of nobody, of runners and of organisers', hasAllForms(before.forms));
	const after = await findForms(stage);
	const broken = [...after.pages].filter(([, status]) => status === 0 || status >= 500);
	const gone = [...before.pages].filter(([path, status]) => status === 200 && after.pages.get(path) === 404);
	rules.check(`all ${after.pages.size} pages are there afterwards`, broken.length + gone.length === 0, [
		...broken.map(([path, status]) => `${path}: ${status}`),
		...gone.map(([path]) => `${path}: gone`)
	]);
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

const hasAllForms = (forms: FoundForm[]): boolean =>
	EXPECTED.every((id) => forms.some((form) => form.id === id));

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
