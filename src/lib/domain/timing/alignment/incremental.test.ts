/** The matching while the race runs: what is settled stays, and the end is as good as if everything had come at once. */
import { expect, test, vi } from 'vitest';
import { errorFigures, oneAnchorIn20, readBibs } from '../../../../../tests/bench/alignmentFigures.ts';
import { simulateFinish, type SimulatedFinish } from '../../../../../tests/bench/alignmentSimulation.ts';
import { type MatchProposal, proposeMatches } from './proposeMatches.ts';
import type { Anchor } from './input/sequences.ts';

vi.setConfig({ testTimeout: 120_000 });

const STEP_MS = 30_000;
const TAPS_LATE_MS = 4_000;

type Race = SimulatedFinish & { anchors: Anchor[] };
const race = (seed: number): Race => oneAnchorIn20(simulateFinish(seed), seed);

/** Every 30 s what has been heard by then; the taps come a little late. The last proposal has everything. */
function* asItRuns({
	taps,
	chuteReads,
	anchors
}: Race): Generator<{ proposal: MatchProposal; previous: MatchProposal | null }> {
	const endMs = chuteReads.at(-1)?.atMs ?? 0;
	let previous: MatchProposal | null = null;
	for (let now = STEP_MS; now < endMs + STEP_MS; now += STEP_MS) {
		const heard = now < endMs ? { tapsUntilMs: now - TAPS_LATE_MS, readsUntilMs: now } : null;
		const proposal: MatchProposal = proposeMatches({
			taps: heard ? taps.filter(({ atMs }) => atMs <= heard.tapsUntilMs) : taps,
			chuteReads: heard ? chuteReads.filter(({ atMs }) => atMs <= now) : chuteReads,
			anchors,
			heard,
			previous
		});
		yield { proposal, previous };
		previous = proposal;
	}
}

test('the race matched as it runs ends as well as the race matched at once', () => {
	const [running, atOnce]: number[][] = [[], []];
	for (const seed of [1, 2, 3, 4, 5]) {
		const finish = race(seed);
		const last = [...asItRuns(finish)].at(-1)?.proposal;
		if (last) running?.push(...readBibs(finish, last).map(({ errorMs }) => errorMs));
		atOnce?.push(...readBibs(finish, proposeMatches(finish)).map(({ errorMs }) => errorMs));
	}
	expect(running).toHaveLength(atOnce?.length ?? 0);
	const [ran, once] = [errorFigures(running ?? []), errorFigures(atOnce ?? [])];
	expect(ran.medianMs).toBeLessThanOrEqual(150);
	expect(ran.p95Ms).toBeLessThanOrEqual(Math.max(2_500, once.p95Ms + 250));
});

test('what is settled does not change any more, and grows with the race', () => {
	const settledCounts: number[] = [];
	for (const { proposal, previous } of asItRuns(race(1))) {
		const settled = previous?.lanes[0]?.settled?.begin.slot ?? 0;
		const before = previous?.lanes[0]?.reads.filter(({ order }) => order < settled) ?? [];
		expect((proposal.lanes[0]?.reads ?? []).slice(0, before.length)).toEqual(before);
		settledCounts.push(settled);
	}
	expect(settledCounts.at(-1)).toBeGreaterThan(250);
});

test('a tap that arrives late for a settled stretch is taken in as if it had been there', () => {
	const finish = race(1);
	const late = finish.taps[40];
	const without = { ...finish, taps: finish.taps.filter((tap) => tap !== late) };
	const before = proposeMatches(without);
	expect(before.lanes[0]?.settled?.begin.tap).toBeGreaterThan(41);
	expect(proposeMatches({ ...finish, previous: before }).assignments).toEqual(
		proposeMatches(finish).assignments
	);
});

test('a ruling on a settled read is taken in', () => {
	const finish = race(1);
	const before = proposeMatches(finish);
	const read = before.assignments[20];
	const ruling: Anchor = {
		source: 'ruling',
		chute: { chuteId: read?.chuteId ?? '' },
		line: { tapId: before.assignments[22]?.tapId ?? '' }
	};
	const after = proposeMatches({ ...finish, anchors: [...finish.anchors, ruling], previous: before });
	expect(after.assignments.find(({ chuteId }) => chuteId === read?.chuteId)?.tapId).toBe(
		before.assignments[22]?.tapId
	);
});
