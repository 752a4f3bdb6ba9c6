/** Changes of an entry, one after the other: what it was at an earlier version, and where two changes are at odds. */

/** Field → value as it is stored; null: not known. */
export type EntryFields = Readonly<Record<string, unknown>>;

export interface LoggedChange {
	/** Of the entry, from this change on; the first change makes version 2. */
	version: number;
	/** As the audit names who did it. */
	by: string;
	/** Epoch milliseconds. */
	atMs: number;
	/** Those fields alone that differ. */
	before: EntryFields;
	after: EntryFields;
}

/** The fields in which `after` differs, on both sides; null: none does. */
export function differenceOf(
	before: EntryFields,
	after: EntryFields
): Pick<LoggedChange, 'before' | 'after'> | null {
	const fields = Object.keys(after).filter((field) => (after[field] ?? null) !== (before[field] ?? null));
	if (fields.length === 0) return null;
	const of = (values: EntryFields) =>
		Object.fromEntries(fields.map((field) => [field, values[field] ?? null]));
	return { before: of(before), after: of(after) };
}

/** The entry as it was at `version`. @param changes in any order, at least all that came after it */
export function entryAt<Entry extends object>(
	stored: Entry,
	{ changes, version }: { changes: readonly LoggedChange[]; version: number }
): Entry {
	const later = changes.filter((change) => change.version > version).sort((a, b) => b.version - a.version);
	return later.reduce((entry, { before }) => ({ ...entry, ...before }), stored);
}

/** A field that was changed by somebody else since, to something else than is wanted now. */
export interface Clash {
	field: string;
	mine: unknown;
	theirs: unknown;
	by: string;
	atMs: number;
}

/**
 * Two changes of different fields go together, and so do two that want the same.
 * @param wanted the fields that are changed, with their new values
 * @param version which the change was made from
 */
export function clashesOf(
	wanted: EntryFields,
	{ stored, changes, version }: { stored: EntryFields; changes: readonly LoggedChange[]; version: number }
): Clash[] {
	const then = entryAt(stored, { changes, version });
	return Object.keys(wanted).flatMap((field) => {
		const [mine, now, before] = [wanted[field] ?? null, stored[field] ?? null, then[field] ?? null];
		if (now === before || now === mine) return [];
		const last = changes
			.filter((change) => field in change.after)
			.reduce<LoggedChange | null>((a, b) => (a && a.version > b.version ? a : b), null);
		return [{ field, mine, theirs: now, by: last?.by ?? '', atMs: last?.atMs ?? 0 }];
	});
}
