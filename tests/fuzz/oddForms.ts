/**
 * Every field of every form that a page shows, with every odd value: `tsx tests/fuzz/oddForms.ts`. Nothing fails on the server,
 * nothing hangs, and all pages are there afterwards.
 */
import { writeFileSync } from 'node:fs';
import { encodeEntries, type Entry } from '../support/pageForms.ts';
import { ODD_TEXTS, type OddText } from '../support/oddValues.ts';
import { callerHeaders, addressOf, ADDRESSES } from './callers.ts';
import type { Prepared } from './client.ts';
import type { FoundForm } from './crawl.ts';
import { diceOf } from './dice.ts';
import { findForms } from './findForms.ts';
import { endsSession, fittingEntries } from './formRequests.ts';
import { Judge } from './judge.ts';
import { Rules } from './rules.ts';
import { openStage, type Stage } from './stage.ts';

/** Cells under way at once. */
const AT_ONCE = 6;

/** A field and what is put into it. */
interface Cell {
	/** The same form in each language and with each of its buttons. */
	forms: FoundForm[];
	field: string;
	odd: OddText;
}

/** Forms that take the same fields at the same address are tried together, each language and button in its turn. */
function cellsOf(forms: FoundForm[]): Cell[] {
	const alike = new Map<string, FoundForm[]>();
	for (const form of forms) {
		const key = `${form.method} ${form.id} ${form.fields.map(({ name }) => name).join()}`;
		alike.set(key, [...(alike.get(key) ?? []), form]);
	}
	return [...alike.values()].flatMap((group) => {
		// Also a field that the form does not have: somebody may send it all the same.
		const fields = [...(group[0]?.fields.map(({ name }) => name) ?? []), 'unknown'];
		return fields.flatMap((field) => ODD_TEXTS.map((odd) => ({ forms: group, field, odd })));
	});
}

async function requestOf({ world }: Stage, { forms, field, odd }: Cell, number: number): Promise<Prepared> {
	const form = forms[number % forms.length] as FoundForm;
	const dice = diceOf(number);
	const others = fittingEntries(form, dice).filter(([name]) => name !== field);
	const isFile = form.fields.some(({ name, kind }) => name === field && kind === 'file');
	const entries: Entry[] = [...others, [field, isFile ? { file: odd.value, name: 'list.csv' } : odd.value]];
	const asJson = number % 3 === 0;
	const request = {
		route: `${form.method.toUpperCase()} ${form.id}`,
		caller: form.visitor,
		known: true,
		note: `${field} = ${odd.name}`,
		headers: {
			...callerHeaders(world, form.visitor, dice, { ends: endsSession(form) }),
			Origin: world.url,
			Accept: asJson ? 'application/json' : 'text/html',
			'X-Forwarded-For': addressOf(number % ADDRESSES)
		}
	};
	if (form.method === 'get') {
		const query = new URLSearchParams(entries.map(([name, value]) => [name, String(value)]));
		return { ...request, method: 'GET', path: `${form.action.split('?')[0]}?${query.toString()}` };
	}
	const { type, body } = await encodeEntries(form, entries);
	return {
		...request,
		method: 'POST',
		path: form.action,
		headers: { ...request.headers, 'Content-Type': type },
		body
	};
}

async function tryAll(stage: Stage, rules: Rules): Promise<void> {
	const before = await findForms(stage);
	const cells = cellsOf(before.forms);
	const fields = new Set(cells.map(({ forms, field }) => `${forms[0]?.id} ${field}`));
	console.log(
		`${before.pages.size} pages, ${before.forms.length} forms, ${fields.size} fields: ${cells.length} cells`
	);
	const judge = new Judge();
	let next = 0;
	const sender = async (): Promise<void> => {
		while (next < cells.length) {
			const number = next++;
			const request = await requestOf(stage, cells[number] as Cell, number);
			if (!judge.hangs(request.route)) judge.take(request, await stage.client.ask(request));
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, sender));
	rules.check(
		`no odd value in a field of a form makes the server fail or hang (${cells.length} cells)`,
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
const stage = await openStage();
try {
	await tryAll(stage, rules);
} finally {
	// Beside what was found stands why.
	writeFileSync('test-results/odd-forms-server.log', stage.server.output());
	await stage.close();
}
rules.write('odd-forms');
