/** Choices out of a seed, so that a run can be repeated. */
import { seededRandom } from '../bench/seededRandom.ts';

export interface Dice {
	/** True in `share` (0–1) of the throws. */
	chance(share: number): boolean;
	/** A whole number, 0 … `n` - 1. */
	below(n: number): number;
	/** @throws Error for an empty list. */
	pick<T>(list: readonly T[]): T;
	/** `[weight, thing]`; a weight of 0 is never picked. */
	weighted<T>(list: readonly (readonly [number, T])[]): T;
	uuid(): string;
	shuffled<T>(list: readonly T[]): T[];
}

export function diceOf(seed: number): Dice {
	const { uniform } = seededRandom(seed);
	const below = (n: number): number => Math.floor(uniform() * n);
	const pick = <T>(list: readonly T[]): T => {
		if (list.length === 0) throw new Error('nothing to pick from');
		return list[below(list.length)] as T;
	};
	return {
		chance: (share) => uniform() < share,
		below,
		pick,
		weighted(list) {
			let at = uniform() * list.reduce((sum, [weight]) => sum + weight, 0);
			for (const [weight, thing] of list) if ((at -= weight) < 0) return thing;
			throw new Error('nothing to pick from');
		},
		uuid: () => 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => below(16).toString(16)),
		shuffled(list) {
			const left = [...list];
			for (let last = left.length - 1; last > 0; last--) {
				const other = below(last + 1);
				[left[last], left[other]] = [left[other] as never, left[last] as never];
			}
			return left;
		}
	};
}
