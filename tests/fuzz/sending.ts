/** Sends a part of the plan, a few requests at a time, and has every answer judged. */
import type { Client } from './client.ts';
import type { Judge } from './judge.ts';
import type { Plan } from './plan.ts';

/** Requests under way at once. */
const AT_ONCE = 6;

export interface Flight {
	route: string;
	/** Epoch milliseconds. */
	fromMs: number;
	toMs: number;
}

/** Requests `from` … `to` - 1. Answers when each was under way. */
export async function sendPart(
	{ client, judge, plan }: { client: Client; judge: Judge; plan: Plan },
	from: number,
	to: number
): Promise<Flight[]> {
	const flights: Flight[] = [];
	let next = from;
	const sender = async (): Promise<void> => {
		while (next < to) {
			const request = await plan.at(next++);
			if (judge.hangs(request.route)) continue;
			const began = performance.now();
			judge.take(request, await client.ask(request));
			const { timeOrigin } = performance;
			flights.push({
				route: request.route,
				fromMs: timeOrigin + began,
				toMs: timeOrigin + performance.now()
			});
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, sender));
	return flights;
}

/** Routes that were under way in a stretch of time, the longest first. */
export const underWay = (flights: Flight[], { atMs, tookMs }: { atMs: number; tookMs: number }): string[] => [
	...new Set(
		flights
			.filter(({ fromMs, toMs }) => fromMs < atMs + tookMs && toMs > atMs)
			.sort((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs))
			.map(({ route }) => route)
	)
];
