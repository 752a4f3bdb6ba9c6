import { setImmediate as othersTurn } from 'node:timers/promises';

/** Milliseconds that one list may take before others are served. */
const TURN_MS = 10;

/** `items.map(make)` for a list that takes long: other requests have their turn in between. */
export async function mapInTurns<T, U>(items: readonly T[], make: (item: T) => U): Promise<U[]> {
	const made: U[] = [];
	let began = performance.now();
	for (const item of items) {
		made.push(make(item));
		if (performance.now() - began < TURN_MS) continue;
		await othersTurn();
		began = performance.now();
	}
	return made;
}
