/**
 * Which number comes next. Bibs are strings: `007` and `7` are two, but nobody at a finish line can tell them apart, so
 * either counts as 7. The next number is one above the highest that any bib of the event ever bore, so that none comes
 * twice, also after its bib is gone. The database keeps that highest number (`event.last_bib`) by the same rule.
 */

/** A longer number is that of a chip, or a slip of the finger: the numbers after it would not fit on a bib. */
const COUNTED = /^0*[0-9]{1,6}$/;
const PLAIN = /^[0-9]+$/;

/** What the bib counts as; null: letters and long numbers raise nothing. */
export const countedNumber = (bib: string): number | null => (COUNTED.test(bib) ? Number(bib) : null);

/** Gives out numbers one after another, each above the last and borne by nobody. */
export class BibNumbers {
	readonly #taken = new Set<number>();
	#last: number;

	/**
	 * @param last the highest number so far; 0: none.
	 * @param taken bibs of the event and those that a list asks for, in any order.
	 */
	constructor(last: number, taken: Iterable<string>) {
		this.#last = last;
		for (const bib of taken) {
			if (PLAIN.test(bib)) this.#taken.add(Number(bib));
			this.#last = Math.max(this.#last, countedNumber(bib) ?? 0);
		}
	}

	next(): string {
		do this.#last += 1;
		while (this.#taken.has(this.#last));
		return String(this.#last);
	}
}
