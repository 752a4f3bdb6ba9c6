/** How long others wait while something is done: round trips to an address on an idle server, and meanwhile. */
export interface Waits {
	/** Milliseconds. */
	median: number;
	worst: number;
	count: number;
}

const IDLE_ROUNDS = 300;

export async function busyAgainstIdle(
	address: string,
	work: () => Promise<unknown>
): Promise<{ idle: Waits; busy: Waits }> {
	const ask = async (): Promise<number> => {
		const from = performance.now();
		await (await fetch(address)).arrayBuffer();
		return performance.now() - from;
	};
	for (let round = 0; round < IDLE_ROUNDS; round++) await ask();
	const idle: number[] = [];
	for (let round = 0; round < IDLE_ROUNDS; round++) idle.push(await ask());
	const busy: number[] = [];
	let isUnderWay = true;
	const working = work().finally(() => (isUnderWay = false));
	while (isUnderWay) busy.push(await ask());
	await working;
	return { idle: waitsOf(idle), busy: waitsOf(busy) };
}

function waitsOf(times: number[]): Waits {
	const sorted = times.toSorted((a, b) => a - b);
	return { median: sorted[sorted.length >> 1] ?? 0, worst: sorted.at(-1) ?? 0, count: sorted.length };
}
