/** Figures of the matching against the known truth of simulated finishes, in milliseconds. */
import { ALIGNMENT_COSTS, type AlignmentCosts } from '#lib/domain/timing/alignment/costs.ts';
import { type MatchProposal, proposeMatches } from '#lib/domain/timing/alignment/proposeMatches.ts';
import type { Anchor } from '#lib/domain/timing/alignment/input/sequences.ts';
import {
	type SimulatedFinish,
	simulateFinish,
	type FinishSetting,
	REQUIRED_SETTING
} from './alignmentSimulation.ts';
import { quantile } from './figures.ts';
import { seededRandom } from './seededRandom.ts';

export const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
export const OFF_MS = 1_000;

/** What the volunteers do beside tapping and reading. */
export type Method = (finish: SimulatedFinish, seed: number) => SimulatedFinish & { anchors: Anchor[] };

export const noAnchors: Method = (finish) => ({ ...finish, anchors: [] });

const SCAN_SD_MS = 200;
const SCAN_WITHIN_MS = 1_000;

/** Every 20th finisher is marked by both volunteers or scanned at the line, in turn. */
export const oneAnchorIn20: Method = (finish, seed) => {
	const random = seededRandom(seed + 1_000);
	const anchors = finish.finishers.flatMap(({ place, crossedMs, tapId, chuteId }): Anchor[] => {
		if (place % 20 !== 0 || chuteId === null) return [];
		const scanMs = Math.round(crossedMs + random.normal() * SCAN_SD_MS);
		if (place % 40 === 0) {
			const line = { fromMs: scanMs - SCAN_WITHIN_MS, toMs: scanMs + SCAN_WITHIN_MS };
			return [{ source: 'scan', chute: { chuteId }, line }];
		}
		return tapId === null ? [] : [{ source: 'sync', chute: { chuteId }, line: { tapId } }];
	});
	return { ...finish, anchors };
};

/** Tokens handed out in order at the line; every `checkEvery`th number is noted with its tap (Infinity: never). */
export const tokens =
	(checkEvery: number): Method =>
	(finish) => {
		const placeOf = new Map(finish.finishers.map(({ chuteId, place }) => [chuteId, place]));
		const chuteReads = finish.chuteReads.map((read) => ({ ...read, token: placeOf.get(read.id) ?? null }));
		const anchors = finish.finishers.flatMap(({ place, tapId }): Anchor[] =>
			tapId !== null && place % checkEvery === 0
				? [{ source: 'token', chute: { token: place }, line: { tapId } }]
				: []
		);
		return { ...finish, chuteReads, anchors };
	};

/** One bib read: how far its time is from the truth, and how the proposal marked it. */
export interface ReadBib {
	errorMs: number;
	marked: 'none' | 'slight' | 'strong';
	/** Whether the truth lies within the stated uncertainty. */
	withinStated: boolean;
	/** Probability of being off that the proposal holds. */
	offShare: number;
}

export function readBibs(finish: SimulatedFinish, proposal: MatchProposal): ReadBib[] {
	const byChute = new Map(finish.finishers.map((finisher) => [finisher.chuteId, finisher]));
	const offShares = new Map(
		proposal.lanes.flatMap(({ reads }) => reads.map(({ chuteId, offShare }) => [chuteId, offShare] as const))
	);
	return proposal.assignments.map(({ chuteId, atMs, doubt, uncertaintyMs }) => {
		const finisher = byChute.get(chuteId);
		const errorMs = Math.abs(atMs - (finisher?.crossedMs ?? NaN));
		return {
			errorMs,
			marked: doubt,
			withinStated: errorMs <= uncertaintyMs,
			offShare: offShares.get(chuteId) ?? 0
		};
	});
}

/** The k-th tap is the k-th bib read. */
export function plainPosition({ taps, chuteReads, finishers }: SimulatedFinish): number[] {
	const crossed = new Map(finishers.map(({ chuteId, crossedMs }) => [chuteId, crossedMs]));
	return chuteReads.map(({ id }, k) => {
		const tap = taps[Math.min(k, taps.length - 1)];
		return Math.abs((tap?.atMs ?? NaN) - (crossed.get(id) ?? NaN));
	});
}

/** Share of the finishers who were tapped that got their own tap; an unread bib has it by its token. */
export function ownTapShare({ finishers }: SimulatedFinish, proposal: MatchProposal): number {
	const given = new Map(proposal.assignments.map(({ chuteId, tapId }) => [chuteId, tapId]));
	const byToken = new Map(proposal.unmatchedTaps.map(({ token, tapId }) => [token, tapId]));
	const tapped = finishers.filter(({ tapId }) => tapId !== null);
	const own = tapped.filter(({ chuteId, tapId, place }) => {
		const got = chuteId === null ? byToken.get(place) : given.get(chuteId);
		return got?.replace('-again', '') === tapId;
	});
	return own.length / tapped.length;
}

export interface Errors {
	medianMs: number;
	p95Ms: number;
	maxMs: number;
	offShare: number;
}

export const errorFigures = (errors: readonly number[]): Errors => ({
	medianMs: quantile(errors, 0.5),
	p95Ms: quantile(errors, 0.95),
	maxMs: quantile(errors, 1),
	offShare: errors.filter((error) => error > OFF_MS).length / errors.length
});

export interface Marks {
	/** Share of the bibs that are off which lie in a marked stretch. */
	found: number;
	/** Bibs in marked stretches for each bib that is really off. */
	perOff: number;
}

export function markFigures(bibs: readonly ReadBib[], grades: readonly ReadBib['marked'][]): Marks {
	const off = bibs.filter(({ errorMs }) => errorMs > OFF_MS);
	const marked = (all: readonly ReadBib[]): number => all.filter((bib) => grades.includes(bib.marked)).length;
	return { found: marked(off) / off.length, perOff: marked(bibs) / off.length };
}

/**
 * What marking can reach at best: bibs are marked in order of their probability of being off. `perOff` when 99 % of those
 * off are found, and the share found when twice as many are marked as are off.
 */
export function markFrontier(bibs: readonly ReadBib[]): { perOffAt99: number; foundAtTwice: number } {
	const off = bibs.filter(({ errorMs }) => errorMs > OFF_MS).length;
	const ordered = [...bibs].sort((a, b) => b.offShare - a.offShare);
	let found = 0;
	let perOffAt99 = NaN;
	let foundAtTwice = NaN;
	ordered.forEach(({ errorMs }, index) => {
		if (errorMs > OFF_MS) found++;
		if (Number.isNaN(perOffAt99) && found >= 0.99 * off) perOffAt99 = (index + 1) / off;
		if (index + 1 === 2 * off) foundAtTwice = found / off;
	});
	return { perOffAt99, foundAtTwice };
}

/** The table of someone who knows how the simulated runners walk: what remains is what the data cannot tell. */
export const ALL_KNOWING: AlignmentCosts = {
	...ALIGNMENT_COSTS,
	walk: {
		...ALIGNMENT_COSTS.walk,
		meanMs: REQUIRED_SETTING.walkMeanMs,
		sdMs: REQUIRED_SETTING.walkSdMs,
		weight: 1e9
	}
};

export interface Trial {
	errors: Errors;
	plain: Errors;
	bibs: ReadBib[];
	ownTap: number;
	/** Of the proposals, milliseconds each. */
	durationsMs: number[];
}

interface TrialOptions {
	setting: FinishSetting;
	seeds: number[];
	costs: AlignmentCosts;
	/** Measures; tests leave it out. */
	now: () => number;
}

/** All seeds, pooled. */
export function runTrial(method: Method, options: Partial<TrialOptions> = {}): Trial {
	const { setting = REQUIRED_SETTING, seeds = SEEDS, costs = ALIGNMENT_COSTS, now = () => 0 } = options;
	const bibs: ReadBib[] = [];
	const plain: number[] = [];
	const ownTaps: number[] = [];
	const durationsMs: number[] = [];
	for (const seed of seeds) {
		const finish = method(simulateFinish(seed, setting), seed);
		const begun = now();
		const proposal = proposeMatches({ ...finish, costs });
		durationsMs.push(now() - begun);
		bibs.push(...readBibs(finish, proposal));
		plain.push(...plainPosition(finish));
		ownTaps.push(ownTapShare(finish, proposal));
	}
	return {
		errors: errorFigures(bibs.map(({ errorMs }) => errorMs)),
		plain: errorFigures(plain),
		bibs,
		ownTap: ownTaps.reduce((sum, share) => sum + share, 0) / ownTaps.length,
		durationsMs
	};
}
