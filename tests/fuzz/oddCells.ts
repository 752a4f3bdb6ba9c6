/** One cell for each field of each form and each odd value. */
import { encodeEntries, type Entry } from '../support/pageForms.ts';
import { ODD_TEXTS, type OddText } from '../support/oddValues.ts';
import { addressOf, ADDRESSES, callerHeaders } from './callers.ts';
import type { Prepared } from './client.ts';
import type { FoundForm } from './crawl.ts';
import { diceOf } from './dice.ts';
import { endsSession, fittingEntries } from './formRequests.ts';
import type { World } from './world.ts';

/** A field and what is put into it. */
export interface OddCell {
	/** The same form in each language and with each of its buttons. */
	forms: FoundForm[];
	field: string;
	odd: OddText;
}

/** Forms that take the same fields at the same address are tried together, each language and button in its turn. */
export function oddCells(forms: FoundForm[]): OddCell[] {
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

export async function oddRequest(
	world: World,
	{ forms, field, odd }: OddCell,
	number: number
): Promise<Prepared> {
	const form = forms[number % forms.length] as FoundForm;
	const dice = diceOf(number);
	const others = fittingEntries(form, dice).filter(([name]) => name !== field);
	const isFile = form.fields.some(({ name, kind }) => name === field && kind === 'file');
	const entries: Entry[] = [...others, [field, isFile ? { file: odd.value, name: 'list.csv' } : odd.value]];
	// Most answers come without the page, which takes much longer to render than the form to be judged.
	const asJson = number % 8 !== 0;
	const headers: Record<string, string> = {
		...callerHeaders(world, form.visitor, dice, { ends: endsSession(form) }),
		...(asJson ? { Accept: 'application/json', 'x-sveltekit-action': 'true' } : { Accept: 'text/html' }),
		Origin: world.url,
		'X-Forwarded-For': addressOf(number % ADDRESSES)
	};
	const request = {
		route: `${form.method.toUpperCase()} ${form.id}`,
		caller: form.visitor,
		known: true,
		note: `${field} = ${odd.name}`,
		headers
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
		headers: { ...headers, 'Content-Type': type },
		body
	};
}
