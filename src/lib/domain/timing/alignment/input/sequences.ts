/** What is matched. Instants are corrected times in epoch milliseconds. */

/** Someone crossed the line at this moment; who it was is not known. */
export interface Tap {
	id: string;
	atMs: number;
	/** The lane whose runners this volunteer taps; absent or null: the whole line. */
	lane?: string | null;
	/** The phone's running number, for taps of the same millisecond. */
	seq?: number;
	/** Half width of what the phone's clock leaves open. */
	uncertaintyMs?: number | null;
}

/** A bib read behind the line. Its time says when it was read in the chute, never when the line was crossed. */
export interface ChuteRead {
	id: string;
	atMs: number;
	lane: string;
	/** Number of the finish token read together with the bib; absent or null where none was handed out. */
	token?: number | null;
	/** The phone's running number, for reads of the same millisecond. */
	seq?: number;
}

export const ANCHOR_SOURCES = ['scan', 'sync', 'count', 'token', 'ruling'] as const;
export type AnchorSource = (typeof ANCHOR_SOURCES)[number];

/**
 * Something known beside the order: the runner of this chute read (or holder of this token) crossed with this tap, or
 * between these instants. A full scan, a sync mark, a count, a token seen at the line and a ruling all become this.
 */
export interface Anchor {
	source: AnchorSource;
	chute: { chuteId: string } | { token: number };
	line: { tapId: string } | { fromMs: number; toMs: number };
}

/** How far the phones have been heard, for a race that still runs. Absent: everything has arrived. */
export interface Heard {
	/** Taps of crossings up to here have arrived. */
	tapsUntilMs: number;
	/** Chute reads up to here have arrived. */
	readsUntilMs: number;
}
