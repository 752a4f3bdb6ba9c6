/** Small finishes written down: who crossed when, and what the volunteers did. */
import type { ChuteRead, Tap } from '#lib/domain/timing/alignment/input/sequences.ts';

/** 10 June 2018, 10:20 in Chișinău. */
export const FIRST_FINISH = Date.UTC(2018, 5, 10, 7, 20);
const WALK_MS = 15_000;
const SERVICE_MS = 800;

export interface Finishing {
	/** Seconds after the finisher before. */
	afterS: number;
	/** How much longer (or shorter) than 15 s the walk to the chute took. */
	walkS?: number;
}

export interface SmallFinish {
	/** Crossings in order; finisher k has the tap `t<k>` and the read `r<k>`, from 1. */
	crossedMs: number[];
	taps: Tap[];
	chuteReads: ChuteRead[];
}

/** Everybody tapped once and read once, in order. */
export function flawlessFinish(finishers: readonly Finishing[], lane = ''): SmallFinish {
	let crossed = FIRST_FINISH;
	let free = -Infinity;
	const finish: SmallFinish = { crossedMs: [], taps: [], chuteReads: [] };
	finishers.forEach(({ afterS, walkS = 0 }, index) => {
		crossed += Math.round(afterS * 1_000);
		const readMs = Math.round(Math.max(free, crossed + WALK_MS + walkS * 1_000));
		free = readMs + SERVICE_MS;
		finish.crossedMs.push(crossed);
		finish.taps.push({ id: `${lane}t${index + 1}`, atMs: crossed, lane: lane || null });
		finish.chuteReads.push({ id: `${lane}r${index + 1}`, atMs: readMs, lane });
	});
	return finish;
}

export const withoutTap = (finish: SmallFinish, k: number): SmallFinish => ({
	...finish,
	taps: finish.taps.filter(({ id }) => id !== `t${k}`)
});

export const withoutRead = (finish: SmallFinish, k: number): SmallFinish => ({
	...finish,
	chuteReads: finish.chuteReads.filter(({ id }) => id !== `r${k}`)
});

export const withDoubleTap = (finish: SmallFinish, k: number): SmallFinish => ({
	...finish,
	taps: finish.taps.flatMap((tap) =>
		tap.id === `t${k}` ? [tap, { ...tap, id: `${tap.id}-again`, atMs: tap.atMs + 250 }] : [tap]
	)
});

/** Finishers k and k + 1 changed places on the way: their bibs are read in each other's turn. */
export function withSwap(finish: SmallFinish, k: number): SmallFinish {
	const turn = (id: string): string => (id === `r${k}` ? `r${k + 1}` : id === `r${k + 1}` ? `r${k}` : id);
	return { ...finish, chuteReads: finish.chuteReads.map((read) => ({ ...read, id: turn(read.id) })) };
}
