/** One line of a bench: our figure, the limit of the same run, and the ratio. */

export interface Line {
	what: string;
	ours: number;
	limit: number;
	/** What the limit is: "the same SQL without us". */
	against: string;
	unit: string;
}

export function printLine({ what, ours, limit, against, unit }: Line): void {
	console.log(
		`  ${what}: ${round(ours)} ${unit}; ${against}: ${round(limit)} ${unit}; ratio ${(ours / limit).toFixed(2)}`
	);
}

const round = (value: number): string =>
	value >= 100 ? Math.round(value).toLocaleString('en-GB') : value.toPrecision(3);

/** @param share 0 … 1 */
export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Runs `work` some times after one warm-up and answers the median duration in milliseconds. */
export async function medianMs(times: number, work: () => unknown): Promise<number> {
	await work();
	const durations: number[] = [];
	for (let run = 0; run < times; run++) {
		const from = performance.now();
		await work();
		durations.push(performance.now() - from);
	}
	return quantile(durations, 0.5);
}
