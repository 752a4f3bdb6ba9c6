/**
 * A finish with known truth, for the bench and the tests of the matching of taps with chute reads: runners cross
 * the line, one volunteer taps, the runners walk through a roped chute in single file and their bibs are read there.
 * Everything comes from the seed; there is no clock and no Math.random, so a figure can be had again.
 */
import type { ChuteRead, Tap } from '#lib/domain/timing/alignment/input/sequences.ts';
import { seededRandom, type Random } from './seededRandom.ts';

export interface FinishSetting {
	finishers: number;
	/** Finishers a minute where the arrival curve is highest. */
	peakPerMinute: number;
	walkMeanMs: number;
	walkSdMs: number;
	/** Least time between two reads of the chute. */
	serviceMs: number;
	/** How far a tap lies from the crossing (one standard deviation). */
	tapJitterMs: number;
	missedTaps: number;
	doubleTaps: number;
	/** Share of neighbours in the chute who change places. */
	swaps: number;
	unreadBibs: number;
	lanes: number;
}

/** The setting of the requirement. The finish lasts about 22 minutes. */
export const REQUIRED_SETTING: FinishSetting = {
	finishers: 500,
	peakPerMinute: 60,
	walkMeanMs: 15_000,
	walkSdMs: 3_000,
	serviceMs: 800,
	tapJitterMs: 0,
	missedTaps: 0.01,
	doubleTaps: 0.01,
	swaps: 0.01,
	unreadBibs: 0.01,
	lanes: 1
};

export interface Finisher {
	/** Order over the line, from 1: the number of the finish token as well. */
	place: number;
	crossedMs: number;
	/** Null: the tap was missed. */
	tapId: string | null;
	/** Null: the bib was not read. */
	chuteId: string | null;
}

export interface SimulatedFinish {
	taps: Tap[];
	/** In reading order; each carries no token (see `withTokens`). */
	chuteReads: ChuteRead[];
	finishers: Finisher[];
}

const DOUBLE_GAP_MS = { from: 120, to: 450 };

/** Finish times of a small run: a gamma curve of shape 3 (quick rise, long tail) whose peak has the given rate. */
function arrivals(setting: FinishSetting, random: Random): number[] {
	const densityAtMode = 2 * Math.exp(-2);
	const scaleMs = (setting.finishers * densityAtMode * 60_000) / setting.peakPerMinute;
	return Array.from(
		{ length: setting.finishers },
		() => -Math.log(random.uniform() * random.uniform() * random.uniform()) * scaleMs
	).sort((a, b) => a - b);
}

export function simulateFinish(seed: number, setting: FinishSetting = REQUIRED_SETTING): SimulatedFinish {
	const random = seededRandom(seed);
	const crossings = arrivals(setting, random).map(Math.round);
	const taps: Tap[] = [];
	const finishers = crossings.map((crossedMs, index): Finisher => {
		const atMs = Math.round(crossedMs + random.normal() * setting.tapJitterMs);
		const missed = random.uniform() < setting.missedTaps;
		const tapId = missed ? null : `tap-${index + 1}`;
		if (tapId !== null) {
			taps.push({ id: tapId, atMs });
			if (random.uniform() < setting.doubleTaps) {
				const gapMs = DOUBLE_GAP_MS.from + random.uniform() * (DOUBLE_GAP_MS.to - DOUBLE_GAP_MS.from);
				taps.push({ id: `${tapId}-again`, atMs: Math.round(atMs + gapMs) });
			}
		}
		return { place: index + 1, crossedMs, tapId, chuteId: null };
	});
	taps.sort((a, b) => a.atMs - b.atMs);

	const chuteReads: ChuteRead[] = [];
	for (let lane = 0; lane < setting.lanes; lane++) {
		chuteReads.push(...readLane({ finishers, lane, setting, random }));
	}
	chuteReads.sort((a, b) => a.atMs - b.atMs);
	return { taps, chuteReads, finishers };
}

/** Single file: nobody is read before the runner in front, and a read keeps the volunteer busy for `serviceMs`. */
function readLane(lane: {
	finishers: Finisher[];
	lane: number;
	setting: FinishSetting;
	random: Random;
}): ChuteRead[] {
	const { setting, random } = lane;
	const queue = lane.finishers.filter((_, index) => index % setting.lanes === lane.lane);
	for (let k = 0; k + 1 < queue.length; k++) {
		const [first, second] = [queue[k], queue[k + 1]];
		if (first && second && random.uniform() < setting.swaps) {
			queue[k] = second;
			queue[k + 1] = first;
			k++;
		}
	}
	const reads: ChuteRead[] = [];
	let freeFromMs = -Infinity;
	for (const finisher of queue) {
		const walkMs = Math.max(3_000, setting.walkMeanMs + random.normal() * setting.walkSdMs);
		if (random.uniform() < setting.unreadBibs) continue;
		const atMs = Math.round(Math.max(freeFromMs, finisher.crossedMs + walkMs));
		freeFromMs = atMs + setting.serviceMs;
		finisher.chuteId = `read-${finisher.place}`;
		reads.push({ id: finisher.chuteId, atMs, lane: `lane-${lane.lane + 1}` });
	}
	return reads;
}
