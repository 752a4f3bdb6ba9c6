import { compareStandings, isFinisher, type Standing } from './standing.ts';

/** Room for the index below a key's milliseconds: together they stay exact in a double up to 99 days. */
const INDEX_ROOM = 2 ** 20;

/**
 * Indices of the standings in the order of the list. Finishers are sorted as plain numbers first, by whole
 * milliseconds; only those that are equal there are compared by every rule.
 */
export function listOrder(standings: readonly Standing[]): number[] {
	const keys: number[] = [];
	const others: number[] = [];
	standings.forEach((standing, index) => {
		if (!isFinisher(standing)) others.push(index);
		else keys.push(Math.floor((standing.lead ?? standing).ms) * INDEX_ROOM + index);
	});
	const byRule = (a: number, b: number) => {
		const [first, second] = [standings[a], standings[b]];
		return first && second ? compareStandings(first, second) : 0;
	};
	others.sort(byRule);
	const sorted = Float64Array.from(keys).sort();
	const order: number[] = [];
	let run: number[] = [];
	let runMs = NaN;
	for (const key of sorted) {
		const ms = Math.floor(key / INDEX_ROOM);
		if (ms !== runMs) {
			order.push(...(run.length > 1 ? run.sort(byRule) : run));
			run = [];
			runMs = ms;
		}
		run.push(key - ms * INDEX_ROOM);
	}
	order.push(...run.sort(byRule));
	return [...order, ...others];
}
