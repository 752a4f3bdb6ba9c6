/** The buttons of a race's form that add rows, take them out, or put ready-made ones in. */
import type { Settings } from '#lib/schemas/event/madeFrom.ts';
import { AWARD_SETS, divisionRows, isDivisionSet } from '#lib/schemas/event/race/readySets.ts';
import {
	keysOf,
	newKey,
	rowField,
	ROW_PARTS,
	rowOf,
	withoutRow,
	withRows,
	type RaceList
} from '#lib/schemas/event/race/rows.ts';

/** Each the value of the button that was pressed, or empty. */
interface Asked {
	add: string;
	/** A row, as `division_3`. */
	drop: string;
	divisions: string;
	awards: string;
}

/** What a new row begins with. */
const BEGINS: Record<RaceList, Record<string, string>> = {
	wave: {},
	checkpoint: { kind: 'split', crossings: '1' },
	division: {},
	award: { rankBy: 'gun', depth: '3' }
};

const emptied = (typed: Settings, list: RaceList): Settings =>
	keysOf(typed, list).reduce((rest, key) => withoutRow(rest, list, key), typed);

/** @returns the form, and the field to go on in */
export function changedRows(typed: Settings, asked: Asked): { typed: Settings; opened: string | null } {
	const { add, drop, divisions, awards } = asked;
	if (Object.hasOwn(ROW_PARTS, add)) {
		const list = add as RaceList;
		const key = newKey(typed, list);
		if (key === null) return { typed, opened: null };
		return { typed: withRows(typed, list, [BEGINS[list]]), opened: `${rowField(list, key)}_name` };
	}
	const row = rowOf(drop);
	if (row) return { typed: withoutRow(typed, row.list, row.key), opened: null };
	if (isDivisionSet(divisions)) {
		const cleared = { ...emptied(typed, 'division'), fallbackDivision: '' };
		return { typed: withRows(cleared, 'division', divisionRows(divisions)), opened: null };
	}
	if (Object.hasOwn(AWARD_SETS, awards)) {
		const names = keysOf(typed, 'division').map((key) => typed[`${rowField('division', key)}_name`] ?? '');
		const set = AWARD_SETS[awards as keyof typeof AWARD_SETS](names.filter(Boolean));
		return { typed: withRows(emptied(typed, 'award'), 'award', set), opened: null };
	}
	return { typed, opened: null };
}

/** A browser leaves out boxes that are not ticked; with a row, all its fields are said. */
export function filledRows(typed: Settings, was: Settings): Settings {
	const lists = Object.keys(ROW_PARTS) as RaceList[];
	const boxes = lists.flatMap((list) =>
		keysOf(typed, list).flatMap((key) => (list === 'award' ? [`${rowField(list, key)}_exclusive`] : []))
	);
	const gone = lists.flatMap((list) =>
		keysOf(was, list)
			.filter((key) => typed[rowField(list, key)] === '')
			.flatMap((key) => Object.keys(withoutRow({}, list, key)))
	);
	return {
		...Object.fromEntries(boxes.map((field) => [field, ''])),
		...typed,
		...Object.fromEntries(gone.map((field) => [field, '']))
	};
}
