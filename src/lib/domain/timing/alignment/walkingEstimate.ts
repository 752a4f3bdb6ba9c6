/**
 * Walking time and reading speed, learned from the race itself: a first guess that explains the first reads best, then
 * expectation–maximisation over the matches that the lattice holds possible. Fixed numbers of rounds, so that the same
 * race always gives the same answer.
 */
import { type Lattice, rowAt, valueAt } from './lattice/cells.ts';
import type { AlignmentCosts } from './costs.ts';
import { weighForward, WHOLE } from './lattice/lattice.ts';
import { normalDensity, normalShare } from './lattice/normal.ts';
import { type MoveShares, moveShares } from './lattice/posterior.ts';
import type { Problem } from './input/problem.ts';
import { serviceAt, walkDensity, type Walking, walkShare } from './walking.ts';

/** The first runners come far apart and tell most about the walk. */
const FIRST_SLOTS = { guess: 40, refine: 160 };
const FIRST_ROUNDS = 4;
const STEPS = 12;
const STRETCH = 1.5;
const POSSIBLE = 0.02;
const FACTORS = [1, 0.4, 0.65, 1.5, 2.3, 3.5];

export function guessWalking(problem: Problem): Walking {
	const service = guessService(problem);
	const { meanMs, sdMs } = problem.costs.walk;
	let best: Walking = { walkMs: meanMs, walkSdMs: sdMs, ...service };
	let most = -Infinity;
	for (const factor of FACTORS) {
		const walking = { walkMs: meanMs * factor, walkSdMs: Math.max(sdMs, 0.3 * meanMs * factor), ...service };
		const { logLikelihood } = weighForward(problem, walking, { ...WHOLE, slotsMost: FIRST_SLOTS.guess });
		if (logLikelihood > most) {
			most = logLikelihood;
			best = walking;
		}
	}
	for (let round = 0; round < FIRST_ROUNDS; round++) {
		const { lattice } = weighForward(problem, best, { ...WHOLE, slotsMost: FIRST_SLOTS.refine });
		const shares = moveShares(problem, lattice);
		best = refineWalking(problem, { lattice, shares, walking: best, prior: firstPrior(problem) });
	}
	return best;
}

/** The commonest gap between reads: the half-sample mode, which does not mind how many gaps are waits for runners. */
function guessService({ slots, costs }: Problem): { serviceMs: number; serviceSdMs: number } {
	let gaps = slots
		.filter((slot) => slot.read && slot.gapMs < costs.oddService.longestMs)
		.map((slot) => slot.gapMs)
		.sort((a, b) => a - b);
	if (gaps.length < 8) return { serviceMs: 1_000, serviceSdMs: 400 };
	while (gaps.length > 3) {
		const half = Math.ceil(gaps.length / 2);
		const all = gaps;
		const spread = (k: number): number => (all[k + half - 1] ?? Infinity) - (all[k] ?? 0);
		let start = 0;
		for (let k = 0; k + half <= gaps.length; k++) {
			if (spread(k) < spread(start)) start = k;
		}
		gaps = gaps.slice(start, start + half);
	}
	const serviceMs = gaps[Math.floor(gaps.length / 2)] ?? 1_000;
	return { serviceMs, serviceSdMs: Math.max(costs.oddService.sdLeastMs, serviceMs * 0.1) };
}

interface PossibleWalk {
	uMs: number;
	/** Time since the read before. */
	gapMs: number;
	share: number;
}

/** What is known of the walk beforehand, worth as much as `weight` observed runners. */
export interface WalkPrior {
	meanMs: number;
	sdMs: number;
	weight: number;
}

export const firstPrior = ({ costs }: Problem): WalkPrior => costs.walk;

export function refineWalking(
	problem: Problem,
	known: { lattice: Lattice; shares: MoveShares; walking: Walking; prior: WalkPrior }
): Walking {
	const { lattice, shares, walking, prior } = known;
	const walks: PossibleWalk[] = [];
	problem.slots.forEach(({ read, gapMs }, slot) => {
		const { first, end, from } = rowAt(lattice, slot);
		for (let cell = first; read && cell < end; cell++) {
			const share = valueAt(shares.match, cell);
			const atMs = problem.tapMs[from + cell - first] ?? NaN;
			if (share > POSSIBLE) walks.push({ uMs: read.atMs - atMs, gapMs, share });
		}
	});
	let refined = walking;
	for (let step = 0; step < STEPS; step++)
		refined = maximise(walks, { walking: refined, prior, costs: problem.costs });
	// The matches themselves lean towards the old estimate, so each step falls short: it is taken half as far again.
	const beyond = (from: number, to: number): number => from + STRETCH * (to - from);
	return {
		...refined,
		walkMs: beyond(walking.walkMs, refined.walkMs),
		walkSdMs: Math.max(problem.costs.walk.sdLeastMs, beyond(walking.walkSdMs, refined.walkSdMs))
	};
}

/**
 * One step. A read that waited for the one before tells only that the walk was shorter than `uMs`: it counts with the
 * mean and spread of the normal distribution cut off there. An odd walk counts for nothing.
 */
function maximise(
	walks: PossibleWalk[],
	{ walking, prior, costs }: { walking: Walking; prior: WalkPrior; costs: AlignmentCosts }
): Walking {
	const { walkMs, walkSdMs } = walking;
	const walk = new Moments(prior.weight, prior.meanMs, prior.sdMs);
	const service = new Moments(1, walking.serviceMs, walking.serviceSdMs);
	for (const { uMs, gapMs, share } of walks) {
		const { busy, free } = serviceAt(gapMs, walking, costs);
		const likelihood = busy * walkShare(uMs, walking, costs) + free * walkDensity(uMs, walking, costs);
		const x = (uMs - walkMs) / walkSdMs;
		const usual = 1 - costs.oddWalk.share;
		const shorter = normalShare(x);
		const density = normalDensity(x);
		const waited = (share * busy * usual * shorter) / likelihood;
		const came = (share * free * usual * density) / walkSdMs / likelihood;
		const hazard = density / Math.max(shorter, 1e-12);
		const cutMean = walkMs - walkSdMs * hazard;
		walk.add(waited, cutMean, walkSdMs * walkSdMs * Math.max(0, 1 - x * hazard - hazard * hazard));
		walk.add(came, uMs, 0);
		if (busyUsually(gapMs, walking, costs)) service.add(waited, gapMs, 0);
	}
	return {
		walkMs: walk.mean(),
		walkSdMs: Math.max(costs.walk.sdLeastMs, walk.sd()),
		serviceMs: service.mean(),
		serviceSdMs: Math.max(costs.oddService.sdLeastMs, service.sd())
	};
}

const busyUsually = (gapMs: number, { serviceMs, serviceSdMs }: Walking, costs: AlignmentCosts): boolean =>
	Math.abs(gapMs - serviceMs) < 4 * serviceSdMs && gapMs < costs.oddService.longestMs;

class Moments {
	#weight: number;
	#sum: number;
	#squares: number;
	readonly #origin: number;

	constructor(weight: number, mean: number, sd: number) {
		this.#origin = mean;
		this.#weight = weight;
		this.#sum = 0;
		this.#squares = weight * sd * sd;
	}

	add(weight: number, mean: number, variance: number): void {
		const d = mean - this.#origin;
		this.#weight += weight;
		this.#sum += weight * d;
		this.#squares += weight * (variance + d * d);
	}

	mean(): number {
		return this.#origin + this.#sum / this.#weight;
	}

	sd(): number {
		const mean = this.#sum / this.#weight;
		return Math.sqrt(Math.max(0, this.#squares / this.#weight - mean * mean));
	}
}
