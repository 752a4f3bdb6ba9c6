/** Two entries that are one person's become one: which of them stays, and how the person is shown from then on. */
import type { Visibility } from '#lib/domain/people/entry.ts';

export interface MergedSide {
	id: string;
	/** Epoch milliseconds. */
	createdAtMs: number;
	bib: string | null;
	visibility: Visibility;
	alias: string | null;
}

export interface Merge<Entry extends MergedSide = MergedSide> {
	/** The earlier one: its bib is known to whoever registered first, and its link may be in use. */
	kept: Entry;
	other: Entry;
	/** Of the kept one from then on. */
	visibility: Visibility;
}

/** The strictest last. */
const STRICTNESS: readonly Visibility[] = ['name', 'alias', 'bib', 'hidden'];

export function decideMerge<Entry extends MergedSide>(one: Entry, two: Entry): Merge<Entry> {
	const [kept, other] = isEarlier(two, one) ? [two, one] : [one, two];
	const strict = Math.max(STRICTNESS.indexOf(kept.visibility), STRICTNESS.indexOf(other.visibility));
	const visibility = STRICTNESS[strict] ?? 'hidden';
	// An alias of the other entry is not taken over: who has none is shown by bib.
	return { kept, other, visibility: visibility === 'alias' && !kept.alias ? 'bib' : visibility };
}

/** Of one list, by bib: numbers as numbers. */
function isEarlier(a: MergedSide, b: MergedSide): boolean {
	const keys = ({ createdAtMs, bib, id }: MergedSide) => [
		createdAtMs,
		bib?.length ?? Infinity,
		bib ?? '',
		id
	];
	const [of, than] = [keys(a), keys(b)];
	const at = of.findIndex((key, index) => key !== than[index]);
	return at !== -1 && (of[at] ?? 0) < (than[at] ?? 0);
}

/** A merged entry that counts for one that is registered, with the bib that it bore. */
export interface MergedEntry {
	id: string;
	keptId: string;
	bib: string | null;
	code: string | null;
}
