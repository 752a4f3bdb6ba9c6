/**
 * Which number comes next. Bibs are strings: `007` and `7` are two, but nobody at a finish line can tell them apart, so
 * either counts as 7. The next number is one above the highest that any bib of the event ever bore, so that none comes
 * twice, also after its bib is gone. The database keeps that highest number (`event.last_bib`) by the same rule.
 */

/** Longer numbers raise nothing. */
export const LARGEST_COUNTED_BIB = 999_999;

/** A longer number is that of a chip, or a slip of the finger: the numbers after it would not fit on a bib. */
const COUNTED = /^0*[0-9]{1,6}$/;
const PLAIN = /^[0-9]+$/;

/** What the bib counts as; null: letters and long numbers raise nothing. */
export const countedNumber = (bib: string): number | null => (COUNTED.test(bib) ? Number(bib) : null);

/** The bibs of a race, both ends included. */
export interface BibRange {
	from: number;
	to: number;
}

/** Null where either end is not known. */
export const rangeOf = (from: number | null, to: number | null): BibRange | null =>
	from === null || to === null ? null : { from, to };

/** Gives out numbers one after another, each above the last and borne by nobody; in a race's range as long as it lasts. */
export class BibNumbers {
	readonly #taken = new Set<number>();
	readonly #ranges: ReadonlyMap<string, RangeNumbers>;
	#last: number;

	/**
	 * @param last the highest number so far; 0: none.
	 * @param taken bibs of the event and those that a list asks for, in any order: those of a range, all that are borne.
	 * @param ranges by race.
	 */
	constructor(last: number, taken: Iterable<string>, ranges: Iterable<readonly [string, BibRange]> = []) {
		const given = [...ranges];
		this.#last = Math.max(last, ...given.map(([, { to }]) => to));
		for (const bib of taken) {
			if (PLAIN.test(bib)) this.#taken.add(Number(bib));
			this.#last = Math.max(this.#last, countedNumber(bib) ?? 0);
		}
		this.#ranges = new Map(given.map(([race, range]) => [race, new RangeNumbers(range, this.#taken)]));
	}

	/** @param race left out: of none with a range */
	next(race?: string): string {
		const inRange = race === undefined ? null : (this.#ranges.get(race)?.next() ?? null);
		if (inRange !== null) return String(inRange);
		do this.#last += 1;
		while (this.#taken.has(this.#last));
		return String(this.#last);
	}
}

/** Above the highest of the range; once the end is reached, what was left free below. */
class RangeNumbers {
	readonly #range: BibRange;
	readonly #taken: ReadonlySet<number>;
	/** Above the highest of the range at first. */
	readonly #start: number;
	#at: number;
	#below = false;

	constructor(range: BibRange, taken: ReadonlySet<number>) {
		this.#range = range;
		this.#taken = taken;
		let start = range.from;
		for (const number of taken) if (number >= start && number <= range.to) start = number + 1;
		this.#start = start;
		this.#at = start;
	}

	/** Null: the range is full. */
	next(): number | null {
		const { from, to } = this.#range;
		if (this.#at > to && !this.#below) {
			this.#below = true;
			this.#at = from;
		}
		const end = this.#below ? this.#start - 1 : to;
		while (this.#at <= end && this.#taken.has(this.#at)) this.#at += 1;
		return this.#at > end ? null : this.#at++;
	}
}
