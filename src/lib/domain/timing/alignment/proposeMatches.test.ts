import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
	FIRST_FINISH,
	type Finishing,
	flawlessFinish,
	type SmallFinish,
	withDoubleTap,
	withoutRead,
	withoutTap,
	withSwap
} from '../../../../../tests/support/finishBuilders.ts';
import { proposeMatches } from './proposeMatches.ts';
import type { Anchor } from './input/sequences.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Gaps of 0.6 to 20 s, walks within one and a half standard deviations of the usual. */
const finishing = fc.record({
	afterS: fc
		.oneof(fc.integer({ min: 6, max: 30 }), fc.integer({ min: 20, max: 200 }))
		.map((tenths) => tenths / 10),
	walkS: fc.integer({ min: -45, max: 45 }).map((tenths) => tenths / 10)
});
const finishers = fc.array(finishing, { minLength: 30, maxLength: 80 });
const runs = { numRuns: 150 };

const taken = (
	finish: Pick<SmallFinish, 'taps' | 'chuteReads'> & { anchors?: Anchor[] }
): Map<string, string | null> =>
	new Map(proposeMatches(finish).assignments.map(({ chuteId, tapId }) => [chuteId, tapId]));

const steady = (count: number, afterS: number): Finishing[] =>
	Array.from({ length: count }, () => ({ afterS }));

/** People: no two walk alike. */
const natural = (count: number, afterS: number): Finishing[] =>
	Array.from({ length: count }, (_, k) => ({ afterS, walkS: [0, 2, -3, 1, 4, -1, -4, 3, -2][k % 9] ?? 0 }));

const sync = (k: number): Anchor => ({
	source: 'sync',
	chute: { chuteId: `r${k}` },
	line: { tapId: `t${k}` }
});

describe('properties', () => {
	test('with no errors the result equals plain position', () => {
		fc.assert(
			fc.property(finishers, (given) => {
				const finish = flawlessFinish(given);
				const { assignments, edits, unmatchedTaps } = proposeMatches(finish);
				expect(assignments.map(({ tapId }) => tapId)).toEqual(finish.taps.map(({ id }) => id));
				expect(edits).toEqual([]);
				expect(unmatchedTaps).toEqual([]);
			}),
			runs
		);
	});

	test('one error changes nothing beyond the next anchor', () => {
		const errors = [withoutTap, withDoubleTap, withoutRead, withSwap];
		const error = fc.record({ kind: fc.constantFrom(...errors), k: fc.integer({ min: 1, max: 14 }) });
		fc.assert(
			fc.property(finishers, error, (given, { kind, k }) => {
				const finish = kind(flawlessFinish(given), k);
				const got = taken({ ...finish, anchors: [sync(16)] });
				for (let after = 16; after <= given.length; after++) expect(got.get(`r${after}`)).toBe(`t${after}`);
			}),
			runs
		);
	});

	test('the order in which facts are handed over makes no difference', () => {
		fc.assert(
			fc.property(finishers, fc.infiniteStream(fc.nat()), (given, stream) => {
				const keys = stream[Symbol.iterator]();
				const shuffled = <T>(items: readonly T[]): T[] =>
					items
						.map((item) => ({ item, key: keys.next().value as number }))
						.sort((a, b) => a.key - b.key)
						.map(({ item }) => item);
				const finish = withoutRead(withoutTap(flawlessFinish(given), 9), 20);
				const mixed = { taps: shuffled(finish.taps), chuteReads: shuffled(finish.chuteReads) };
				expect(proposeMatches(mixed)).toEqual(proposeMatches(finish));
			}),
			runs
		);
	});

	test('each tap and each read is used exactly once, whatever happened', () => {
		const instants = fc.array(fc.integer({ min: 0, max: 600_000 }), { maxLength: 60 });
		fc.assert(
			fc.property(instants, instants, (tapped, read) => {
				const taps = tapped.map((atMs, k) => ({ id: `t${k}`, atMs: FIRST_FINISH + atMs }));
				const chuteReads = read.map((atMs, k) => ({ id: `r${k}`, atMs: FIRST_FINISH + atMs, lane: '' }));
				const { assignments, unmatchedTaps } = proposeMatches({ taps, chuteReads });
				const used = [
					...assignments.flatMap(({ tapId }) => tapId ?? []),
					...unmatchedTaps.map(({ tapId }) => tapId)
				];
				expect(used.sort()).toEqual(taps.map(({ id }) => id).sort());
				expect(assignments.map(({ chuteId }) => chuteId).sort()).toEqual(
					chuteReads.map(({ id }) => id).sort()
				);
				expect(assignments.every(({ atMs, uncertaintyMs }) => Number.isFinite(atMs + uncertaintyMs))).toBe(
					true
				);
			}),
			runs
		);
	});

	test('lanes with taps of their own are matched each on its own and merged by time', () => {
		fc.assert(
			fc.property(finishers, finishers, (left, right) => {
				const [a, b] = [flawlessFinish(left, 'a'), flawlessFinish(right, 'b')];
				const { assignments } = proposeMatches({
					taps: [...a.taps, ...b.taps],
					chuteReads: [...b.chuteReads, ...a.chuteReads]
				});
				for (const { chuteId, tapId } of assignments) expect(tapId).toBe(chuteId.replace('r', 't'));
				const times = assignments.map(({ atMs }) => atMs);
				expect(times).toEqual([...times].sort((x, y) => x - y));
				expect(assignments.map(({ place }) => place)).toEqual(assignments.map((_, index) => index + 1));
			}),
			runs
		);
	});
});

describe('a proposal says what it assumes', () => {
	const calm = flawlessFinish(steady(40, 7));

	test('a missed tap leaves an estimated time between its neighbours and says so', () => {
		const { assignments, edits } = proposeMatches(withoutTap(calm, 20));
		expect(edits).toMatchObject([
			{
				kind: 'tap-missing',
				messageKey: 'match_tap_missing',
				afterPlace: 19,
				beforePlace: 21,
				chuteIds: ['r20']
			}
		]);
		const missed = assignments.find(({ chuteId }) => chuteId === 'r20');
		expect(missed).toMatchObject({ place: 20, tapId: null, reason: 'estimate', uncertain: true });
		expect(Math.abs((missed?.atMs ?? 0) - (calm.crossedMs[19] ?? 0))).toBeLessThan(
			missed?.uncertaintyMs ?? 0
		);
		expect(assignments.filter(({ tapId }) => tapId !== null)).toHaveLength(39);
	});

	test('a finisher tapped twice gets one of the two taps', () => {
		const { unmatchedTaps, edits, assignments } = proposeMatches(withDoubleTap(calm, 20));
		expect(unmatchedTaps).toHaveLength(1);
		expect(unmatchedTaps[0]).toMatchObject({ reason: 'tap-double', tapId: expect.stringMatching(/^t20/) });
		expect(edits).toMatchObject([{ kind: 'tap-double', messageKey: 'match_tap_double' }]);
		expect(assignments.at(-1)?.tapId).toBe('t40');
	});

	test('a tap without a bib is left as an unknown finisher', () => {
		const { unmatchedTaps, edits } = proposeMatches(withoutRead(calm, 20));
		expect(unmatchedTaps).toMatchObject([{ tapId: 't20', reason: 'bib-missing' }]);
		expect(edits).toMatchObject([{ kind: 'bib-missing', afterPlace: 19, beforePlace: 20, tapId: 't20' }]);
	});

	test('two who swapped are told apart by an anchor, and by nothing else', () => {
		const swapped = withSwap(flawlessFinish(natural(40, 2)), 20);
		expect(proposeMatches(swapped).edits).toEqual([]);
		const anchored = proposeMatches({ ...swapped, anchors: [sync(20)] });
		expect(anchored.edits).toMatchObject([
			{ kind: 'swap', afterPlace: 20, beforePlace: 21, chuteIds: ['r20', 'r21'] }
		]);
		expect(anchored.assignments[19]).toMatchObject({ chuteId: 'r20', tapId: 't20', reason: 'anchor' });
		expect(anchored.assignments[20]).toMatchObject({ chuteId: 'r21', tapId: 't21', reason: 'tap' });
	});

	test('where the place of a missed tap cannot be told, the bibs in question are marked, and only those strongly', () => {
		const { assignments, edits } = proposeMatches(withoutTap(flawlessFinish(natural(60, 2)), 30));
		const wrong = assignments.filter(({ chuteId, tapId }) => tapId !== chuteId.replace('r', 't'));
		expect(wrong.length).toBeGreaterThan(1);
		expect(wrong.every(({ doubt, uncertain }) => doubt === 'strong' && uncertain)).toBe(true);
		expect(assignments.filter(({ doubt }) => doubt === 'strong').length).toBeLessThanOrEqual(
			2 * wrong.length
		);
		expect(edits).toMatchObject([{ kind: 'tap-missing', within: { toPlace: 30 } }]);
	});
});

describe('when much is lost', () => {
	const calm = flawlessFinish(steady(60, 4));

	test('a line phone that stood still for a minute leaves the others in place', () => {
		const finish = { ...calm, taps: calm.taps.filter((_, k) => k < 20 || k >= 35) };
		const got = taken(finish);
		for (let k = 1; k <= 60; k++) expect(got.get(`r${k}`)).toBe(k > 20 && k <= 35 ? null : `t${k}`);
	});

	test('a chute left alone for a minute leaves the others in place', () => {
		const finish = { ...calm, chuteReads: calm.chuteReads.filter((_, k) => k < 20 || k >= 35) };
		const got = taken(finish);
		for (let k = 1; k <= 60; k++) if (k <= 20 || k > 35) expect(got.get(`r${k}`)).toBe(`t${k}`);
	});

	test('no taps at all: every time is an estimate', () => {
		const { assignments } = proposeMatches({ ...calm, taps: [] });
		expect(assignments).toHaveLength(60);
		expect(assignments.every(({ reason, tapId }) => reason === 'estimate' && tapId === null)).toBe(true);
	});

	test('no reads at all: every tap is an unknown finisher', () => {
		expect(proposeMatches({ ...calm, chuteReads: [] }).unmatchedTaps).toHaveLength(60);
	});
});

describe('anchors', () => {
	const busy = flawlessFinish(natural(60, 1.2));

	test("an organiser's ruling stands against everything the times say", () => {
		const ruling: Anchor = { source: 'ruling', chute: { chuteId: 'r20' }, line: { tapId: 't23' } };
		expect(taken({ ...busy, anchors: [ruling] }).get('r20')).toBe('t23');
	});

	test('a ruled time without a tap is the time', () => {
		const atMs = (busy.crossedMs[19] ?? 0) + 300;
		const ruling: Anchor = {
			source: 'ruling',
			chute: { chuteId: 'r20' },
			line: { fromMs: atMs, toMs: atMs }
		};
		const { assignments } = proposeMatches({ ...withoutTap(busy, 20), anchors: [ruling] });
		const ruled = assignments.find(({ chuteId }) => chuteId === 'r20');
		expect(ruled?.reason).toBe('anchor');
		expect(Math.abs((ruled?.atMs ?? 0) - atMs)).toBeLessThanOrEqual(100);
	});

	test('an anchor whose tap was voided says nothing', () => {
		const gone: Anchor = { source: 'sync', chute: { chuteId: 'r20' }, line: { tapId: 'voided' } };
		expect(taken({ ...busy, anchors: [gone] })).toEqual(taken(busy));
	});
});

describe('finish tokens', () => {
	const busy = flawlessFinish(natural(60, 1.2));
	const tokenOf = (id: string): number => Number(id.slice(1));
	const numbered = (finish: SmallFinish): SmallFinish => ({
		...finish,
		chuteReads: finish.chuteReads.map((read) => ({ ...read, token: tokenOf(read.id) }))
	});

	test('fix the order of the bibs, so that swapped neighbours get their own taps', () => {
		const got = taken(numbered(withSwap(busy, 30)));
		for (let k = 1; k <= 60; k++) expect(got.get(`r${k}`)).toBe(`t${k}`);
	});

	test('tell whose tap a bib that was not read belongs to', () => {
		const { assignments, unmatchedTaps } = proposeMatches(numbered(withoutRead(busy, 30)));
		expect(unmatchedTaps).toMatchObject([{ tapId: 't30', reason: 'bib-missing', token: 30 }]);
		for (const { chuteId, tapId } of assignments) expect(tapId).toBe(chuteId.replace('r', 't'));
	});

	test('a number typed wrong leaves the others in place', () => {
		const finish = numbered(busy);
		const chuteReads = finish.chuteReads.map((read) => (read.id === 'r30' ? { ...read, token: 3 } : read));
		const got = taken({ ...finish, chuteReads });
		const wrong = [...got].filter(
			([chuteId, tapId]) => chuteId !== 'r30' && tapId !== chuteId.replace('r', 't')
		);
		expect(wrong.length).toBeLessThanOrEqual(3);
	});
});

describe('while the race runs', () => {
	const calm = flawlessFinish(steady(40, 5));

	test('taps whose runners are still walking are no edits', () => {
		const now = (calm.crossedMs[29] ?? 0) + 1_000;
		const { edits, unmatchedTaps } = proposeMatches({
			taps: calm.taps.slice(0, 30),
			chuteReads: calm.chuteReads.filter(({ atMs }) => atMs <= now),
			heard: { tapsUntilMs: now, readsUntilMs: now }
		});
		expect(edits).toEqual([]);
		expect(unmatchedTaps.map(({ reason }) => reason)).toEqual([
			'still-walking',
			'still-walking',
			'still-walking'
		]);
	});

	test('reads whose taps the line phone has not sent yet get a time for now', () => {
		const tapsUntilMs = (calm.crossedMs[19] ?? 0) + 500;
		const { assignments, edits } = proposeMatches({
			taps: calm.taps.slice(0, 20),
			chuteReads: calm.chuteReads.slice(0, 30),
			heard: { tapsUntilMs, readsUntilMs: calm.chuteReads[29]?.atMs ?? 0 }
		});
		expect(edits).toEqual([]);
		expect(assignments.slice(0, 20).every(({ reason }) => reason === 'tap')).toBe(true);
		expect(assignments.slice(20).every(({ reason }) => reason === 'awaiting-tap')).toBe(true);
	});
});
