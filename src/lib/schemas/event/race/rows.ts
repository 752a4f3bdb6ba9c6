/** The lists of a race's form, in rows: its waves, checkpoints, divisions and awards. */
import type { Settings } from '#lib/schemas/event/madeFrom.ts';

/** What each row of a list has fields for. */
export const ROW_PARTS = {
	wave: ['name', 'start'],
	checkpoint: ['name', 'kind', 'distance', 'crossings', 'least'],
	division: ['name', 'sex', 'from', 'to'],
	award: ['name', 'sex', 'division', 'rankBy', 'depth', 'exclusive']
} as const;
export type RaceList = keyof typeof ROW_PARTS;
export type RowPart<L extends RaceList> = (typeof ROW_PARTS)[L][number];

/** As many as an event document takes. */
const MOST_ROWS: Record<RaceList, number> = { wave: 200, checkpoint: 100, division: 200, award: 100 };

/** Whether the row is there: `yes`, or empty where it is taken out. */
export const rowField = (list: RaceList, key: string): string => `${list}_${key}`;
export const partField = <L extends RaceList>(list: L, key: string, part: RowPart<L>): string =>
	`${list}_${key}_${part}`;

/** Which row a field is of; null: it is a setting of the race itself. Slugs and numbers hold no underscore. */
export function rowOf(field: string): { list: RaceList; key: string; part: string | null } | null {
	const [, list, key, part] = /^([a-z]+)_([A-Za-z0-9-]{1,40})(?:_([a-zA-Z]+))?$/.exec(field) ?? [];
	if (!isList(list) || key === undefined) return null;
	if (part === undefined) return { list, key, part: null };
	return (ROW_PARTS[list] as readonly string[]).includes(part) ? { list, key, part } : null;
}

const isList = (name: string | undefined): name is RaceList =>
	name !== undefined && Object.hasOwn(ROW_PARTS, name);

/** Keys of the rows that are there, in the order of the fields. */
export const keysOf = (settings: Settings, list: RaceList): string[] =>
	Object.entries(settings).flatMap(([field, value]) => {
		const row = value === 'yes' ? rowOf(field) : null;
		return row?.list === list && row.part === null ? [row.key] : [];
	});

/** The key of a row that nothing stored is called by: capital letters are in no slug. Null: there are as many as may be. */
export function newKey(settings: Settings, list: RaceList): string | null {
	if (keysOf(settings, list).length >= MOST_ROWS[list]) return null;
	let number = 1;
	while (Object.hasOwn(settings, rowField(list, `N${number}`))) number++;
	return `N${number}`;
}

/** The form without this row: its fields are sent empty, so that what was stored of it goes. */
export const withoutRow = (settings: Settings, list: RaceList, key: string): Settings => ({
	...settings,
	[rowField(list, key)]: '',
	...Object.fromEntries(ROW_PARTS[list].map((part) => [`${rowField(list, key)}_${part}`, '']))
});

/** The form with these rows after its own. */
export function withRows<L extends RaceList>(
	settings: Settings,
	list: L,
	rows: Partial<Record<RowPart<L>, string>>[]
): Settings {
	return rows.reduce<Settings>((form, row) => {
		const key = newKey(form, list);
		if (key === null) return form;
		const parts = ROW_PARTS[list].map((part) => [
			`${rowField(list, key)}_${part}`,
			(row as Record<string, string | undefined>)[part] ?? ''
		]);
		return { ...form, [rowField(list, key)]: 'yes', ...Object.fromEntries(parts) };
	}, settings);
}
