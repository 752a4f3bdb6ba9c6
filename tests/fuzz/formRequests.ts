/** What is sent by the forms of rendered pages, and the pages' own addresses: as meant, and odd. */
import { encodeEntries, defaultEntries, type Entry, type FormField } from '../support/pageForms.ts';
import { ODD_TEXTS } from '../support/oddValues.ts';
import { callerHeaders, type CallerKind } from './callers.ts';
import type { Prepared } from './client.ts';
import type { FoundForm } from './crawl.ts';
import type { Dice } from './dice.ts';
import { oddTable } from './oddness.ts';
import { registrationOf } from './visits.ts';
import type { World } from './world.ts';

/** Forms that end the session which sends them. */
export const endsSession = ({ id }: Pick<FoundForm, 'id'>): boolean =>
	/\/sign-in\?\/out$|\/me\?\/leave$|\/me\/cancel$/.test(id);

/** A value that a person might give. */
export function fittingValue(
	{ name, kind, defaults, options }: FormField,
	{ id }: Pick<FoundForm, 'id'>,
	dice: Dice
): Entry | null {
	if (kind === 'file') return [name, { file: dice.chance(0.5) ? oddTable(dice) : '', name: 'list.csv' }];
	if (kind === 'hidden') return [name, defaults[0] ?? ''];
	if (kind === 'checkbox') return dice.chance(0.6) ? [name, options[0] ?? 'on'] : null;
	if (options.length > 0) return [name, dice.pick(options)];
	if (name === 'text') return [name, id.includes('results') ? READS : LIST];
	const known = registrationOf(1000 + dice.below(400))[name];
	if (known !== undefined) return [name, known];
	const given = defaults[0];
	if (given && dice.chance(0.5)) return [name, given];
	return [name, dice.pick(['10:20:30', '0:24:31', 'Runner', 'checked by hand', '101', '2', ''])];
}

const LIST = 'name;bib\nRunner;901\nRunner;902';
const READS = 'bib;time\n100;0:24:31\n101;0:25:00';

type Way = 'default' | 'fitting' | 'odd' | 'hostile';

export async function formRequest(world: World, form: FoundForm, dice: Dice): Promise<Prepared> {
	const way = dice.weighted<Way>([
		[20, 'default'],
		[35, 'fitting'],
		[30, 'odd'],
		[15, 'hostile']
	]);
	const caller = dice.weighted<CallerKind>([
		[90, form.visitor],
		[4, 'nobody'],
		[3, 'runner'],
		[3, 'organiser']
	]);
	let entries = way === 'default' ? defaultEntries(form) : fittingEntries(form, dice);
	let note: string = way;
	if (way === 'odd' && entries.length > 0) {
		const changed = dice.pick(entries);
		const odd = dice.pick(ODD_TEXTS);
		changed[1] = odd.value;
		note = `${changed[0]} = ${odd.name}`;
	}
	if (way === 'hostile') entries = hostileEntries(entries, dice);
	const asJson = dice.chance(0.6);
	const headers: Record<string, string> = {
		...callerHeaders(world, caller, dice, { ends: endsSession(form) }),
		Origin: world.url,
		...(asJson ? { Accept: 'application/json', 'x-sveltekit-action': 'true' } : { Accept: 'text/html' })
	};
	const route = `${form.method.toUpperCase()} ${form.id}`;
	if (form.method === 'get') {
		const query = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString();
		const [path = ''] = form.action.split('?');
		return { route, method: 'GET', path: `${path}?${query}`, caller, note, headers, known: true };
	}
	const sent = await encodeEntries(
		{ multipart: form.multipart || (way === 'hostile' && dice.chance(0.2)) },
		entries
	);
	if (way === 'hostile' && dice.chance(0.3)) {
		sent.type = dice.pick([
			'multipart/form-data',
			'multipart/form-data; boundary=',
			'application/json',
			'text/plain',
			''
		]);
		if (dice.chance(0.3)) headers.Origin = 'http://elsewhere.example.org';
	}
	return {
		route,
		method: 'POST',
		path: form.action,
		caller,
		note,
		headers: { ...headers, ...(sent.type ? { 'Content-Type': sent.type } : {}) },
		body: sent.body,
		known: true
	};
}

export const fittingEntries = (form: FoundForm, dice: Dice): Entry[] => [
	...form.fields.map((field) => fittingValue(field, form, dice)).filter((entry) => entry !== null),
	...(form.button ? [form.button as Entry] : [])
];

function hostileEntries(entries: Entry[], dice: Dice): Entry[] {
	const text = (name: string, value: string): Entry => [name, value];
	const one = entries.length > 0 ? dice.pick(entries) : text('x', '1');
	return dice.pick<() => Entry[]>([
		() => [...entries, ...Array.from({ length: 2_000 }, (_, n) => text(`field${n}`, 'x'))],
		() => [...entries, ...Array.from({ length: 500 }, () => one)],
		() => [...entries, text('__proto__', 'x'), text('constructor', 'x'), text('', 'x')],
		() => entries.map(([name]) => text(name, 'y'.repeat(20_000))),
		() => entries.filter((entry) => entry !== one),
		() =>
			entries.map(([name, value]) =>
				name === one[0] ? [name, { file: 'a file', name: 'a\u0000.csv' }] : [name, value]
			),
		() => entries.map(([name]) => text(name, dice.pick(ODD_TEXTS).value)),
		() => []
	])();
}
