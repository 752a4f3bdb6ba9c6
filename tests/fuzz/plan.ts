/** How many requests each route gets, and in which order. */
import { addressOf, ADDRESSES } from './callers.ts';
import type { Prepared } from './client.ts';
import { diceOf, type Dice } from './dice.ts';

/** One route with one method. */
export interface Cell {
	/** As the tally names it. */
	route: string;
	/** Its share of the requests, against the others'. */
	weight: number;
	make(dice: Dice): Prepared | Promise<Prepared>;
}

export interface Plan {
	length: number;
	/** The request of that number, 0 … `length` - 1. */
	at(number: number): Promise<Prepared>;
}

/** A shorter run only looks for faults: it neither reaches every route often enough nor fills any memory. */
export const WHOLE_RUN = 10_000;
export const LEAST_EACH = 20;

/**
 * `total` requests over the cells by weight, at least `LEAST_EACH` for each route of a whole run, in a random order. Each is made by dice of
 * its own when its turn comes, so that it can be made again by its number.
 */
export function planOf(cells: Cell[], total: number, seed: number): Plan {
	const weights = cells.reduce((sum, { weight }) => sum + weight, 0);
	const least = total < WHOLE_RUN ? 1 : LEAST_EACH;
	const turns = cells.flatMap((cell) =>
		Array.from({ length: Math.max(least, Math.round((total * cell.weight) / weights)) }, () => cell)
	);
	const order = diceOf(seed).shuffled(turns);
	return {
		length: order.length,
		async at(number) {
			const dice = diceOf(seed * 1_000_003 + number);
			const cell = order[number];
			if (!cell) throw new Error(`there is no request ${number}`);
			const prepared = await cell.make(dice);
			return {
				...prepared,
				number,
				headers: { ...prepared.headers, 'X-Forwarded-For': addressOf(dice.below(ADDRESSES)) }
			};
		}
	};
}
