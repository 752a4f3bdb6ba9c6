/**
 * Typed pairing codes have 40 bits, so guessing is slowed down: five wrong codes a minute and event, whoever sends them.
 * While the limit lasts the right code is refused too, since otherwise guessing would go on. Counted in memory, for each process.
 */
import { perApp } from '../perApp.ts';

const TRIES = 5;
const MINUTE_MS = 60_000;

export interface TypedTries {
	/** Milliseconds to wait before the next try; 0: go on. */
	waitMs(eventId: string, nowMs: number): number;
	countWrong(eventId: string, nowMs: number): void;
}

export const typedTries = perApp<TypedTries>('typed-tries', () => {
	const wrong = new Map<string, number[]>();
	const recent = (eventId: string, nowMs: number) =>
		(wrong.get(eventId) ?? []).filter((atMs) => atMs > nowMs - MINUTE_MS);
	return {
		waitMs(eventId, nowMs) {
			const tries = recent(eventId, nowMs);
			const oldest = tries[tries.length - TRIES];
			return oldest === undefined ? 0 : oldest + MINUTE_MS - nowMs;
		},
		countWrong(eventId, nowMs) {
			wrong.set(eventId, [...recent(eventId, nowMs), nowMs]);
		}
	};
});
