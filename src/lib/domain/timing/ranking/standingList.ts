import type { Ties } from '#lib/domain/timing/facts/course.ts';
import { compareStandings, sharesPlace, type Standing } from './standing.ts';

/**
 * Standings kept in order. One change costs a binary search and one move of memory; nobody is renumbered, since a
 * place is read off the position when it is asked for.
 */
export class StandingList {
	readonly #items: Standing[];

	constructor(sorted: Standing[] = []) {
		this.#items = sorted;
	}

	get length(): number {
		return this.#items.length;
	}

	slice(from: number, to: number): Standing[] {
		return this.#items.slice(from, to);
	}

	insert(standing: Standing): void {
		this.#items.splice(this.#indexOf(standing), 0, standing);
	}

	/** The key must still be the one it was inserted with. */
	remove(standing: Standing): void {
		const index = this.#indexOf(standing);
		if (this.#items[index] === standing) this.#items.splice(index, 1);
	}

	/** Place of a finisher in this list: 1 + how many stand before whoever shares it. */
	placeOf(standing: Standing, ties: Ties): number {
		let index = this.#indexOf(standing);
		for (; index > 0; index--) {
			const before = this.#items[index - 1];
			if (!before || !sharesPlace(before, this.#items[index] ?? standing, ties)) break;
		}
		return index + 1;
	}

	/** Index of the first that does not come before it. */
	#indexOf(standing: Standing): number {
		let low = 0;
		let high = this.#items.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			const item = this.#items[middle];
			if (item && compareStandings(item, standing) < 0) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
