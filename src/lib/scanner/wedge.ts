/**
 * Hand scanners that act as a keyboard type a whole code in a few hundredths of a second and end it with Enter. Fed with
 * every key; tells a burst from a person typing by its speed.
 */

/** The slowest scanners leave about 30 ms between keys; the fastest typists 60. */
const LONGEST_GAP_MS = 45;
/** Shorter than any bib address or code, longer than what two fingers do by accident. */
const SHORTEST = 6;

export class Wedge {
	#text = '';
	#lastMs = Number.NEGATIVE_INFINITY;
	#firstMs = 0;

	/** Returns the code that Enter has just completed, with the moment of its first key; null for any other key. */
	key(key: string, atMs: number): { text: string; atMs: number } | null {
		if (atMs - this.#lastMs > LONGEST_GAP_MS) this.#text = '';
		this.#lastMs = atMs;
		if (key === 'Enter') {
			const [text, firstMs] = [this.#text, this.#firstMs];
			this.#text = '';
			return text.length >= SHORTEST ? { text, atMs: firstMs } : null;
		}
		if (key.length !== 1) return null;
		if (this.#text === '') this.#firstMs = atMs;
		this.#text += key;
		return null;
	}

	/** True while keys come faster than a person types: they belong to a scanner and to nobody else. */
	get bursting(): boolean {
		return this.#text.length >= 3;
	}
}
