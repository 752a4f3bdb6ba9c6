import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { decide } from '#lib/domain/timing/rulings/decisions.ts';
import { deriveResults } from './derive.ts';
import { PASSING_STATUSES } from '#lib/domain/timing/facts/result.ts';
import type { ParticipantResult, RaceResults } from '#lib/domain/timing/facts/result.ts';
import { histories, type History, rearranged } from '../../../../../tests/support/timingHistories.ts';

const RUNS = { numRuns: 1_500 };
vi.setConfig({ testTimeout: 120_000 });

/** Everything that is derived, in a form that compares. */
const whole = ({ results, statuses }: RaceResults) => ({
	results,
	statuses: [...statuses].sort(([a], [b]) => (a < b ? -1 : 1))
});

const timesOf = ({
	participantId,
	status,
	gunTimeMs,
	netTimeMs,
	splits,
	division,
	flags
}: ParticipantResult) => ({
	participantId,
	status,
	gunTimeMs,
	netTimeMs,
	splits,
	division,
	flags
});

test('any arrival order and any repetition of passings and rulings give identical results', () => {
	const arrivals = histories.chain((history) =>
		fc.record({
			history: fc.constant(history),
			passings: rearranged(history.passings),
			rulings: rearranged(history.rulings),
			participants: fc.shuffledSubarray(history.participants, { minLength: history.participants.length })
		})
	);
	fc.assert(
		fc.property(arrivals, ({ history, ...arrived }) => {
			expect(whole(deriveResults({ ...history, ...arrived }))).toEqual(whole(deriveResults(history)));
		}),
		RUNS
	);
});

test('voiding a passing and reinstating it gives identical results', () => {
	fc.assert(
		fc.property(histories, fc.nat(), (history, pick) => {
			const target = history.passings[pick % Math.max(1, history.passings.length)];
			fc.pre(target !== undefined);
			// What was voided before stays out of it: reinstating would lift that as well.
			const rulings = history.rulings.filter((ruling) => ruling.type !== 'void' && ruling.type !== 'revoke');
			const act = (type: 'void' | 'reinstate', seq: number) => ({
				id: `${type} ${seq}`,
				seq,
				atMs: 0,
				by: 'organiser',
				why: '',
				type,
				passingId: target.id
			});
			const both = [...rulings, act('void', 100), act('reinstate', 101)];
			const revoked = [
				...rulings,
				act('void', 100),
				{
					id: 'revoke',
					seq: 101,
					atMs: 0,
					by: 'organiser',
					why: '',
					type: 'revoke' as const,
					rulingId: 'void 100'
				}
			];
			const plain = whole(deriveResults({ ...history, rulings }));
			expect(whole(deriveResults({ ...history, rulings: both }))).toEqual(plain);
			expect(whole(deriveResults({ ...history, rulings: revoked }))).toEqual(plain);
		}),
		RUNS
	);
});

test("adding a passing of one participant never changes another's time", () => {
	fc.assert(
		fc.property(histories, fc.nat(), (history, pick) => {
			const added = history.passings[pick % Math.max(1, history.passings.length)];
			fc.pre(added !== undefined);
			const without = { ...history, passings: history.passings.filter(({ id }) => id !== added.id) };
			const before = new Map(deriveResults(without).results.map((result) => [result.participantId, result]));
			const changed = deriveResults(history).results.filter((result) => {
				const old = before.get(result.participantId);
				return old && JSON.stringify(timesOf(old)) !== JSON.stringify(timesOf(result));
			});
			expect(changed.length).toBeLessThanOrEqual(1);
		}),
		RUNS
	);
});

test('what arrived after the official results changes nothing until it is accepted', () => {
	fc.assert(
		fc.property(histories, (history) => {
			const { passings: decided } = decide(history.rulings);
			const counts = history.passings.filter(({ id, late }) => !late || decided.get(id)?.accepted);
			const { results, statuses } = deriveResults(history);
			expect(results).toEqual(deriveResults({ ...history, passings: counts }).results);
			const held = history.passings.filter((passing) => !counts.includes(passing));
			for (const { id } of held) expect(['counted', 'estimated']).not.toContain(statuses.get(id));
		}),
		RUNS
	);
});

test('every passing ends with exactly one status out of the closed list', () => {
	fc.assert(
		fc.property(histories, (history) => {
			const { statuses } = deriveResults(history);
			expect([...statuses.keys()].sort()).toEqual(history.passings.map(({ id }) => id).sort());
			for (const status of statuses.values()) expect(PASSING_STATUSES).toContain(status);
		}),
		RUNS
	);
});

test('places are 1, 2, 2, 4: whoever has as many before as the place says', () => {
	fc.assert(
		fc.property(histories, (history) => {
			const { results } = deriveResults(history);
			const sexOf = new Map(history.participants.map(({ id, sex }) => [id, sex]));
			expectPlaces(
				history,
				results.map(({ place, ...result }) => ({ ...result, place, list: 'all' }))
			);
			const sexes = results.filter(({ participantId }) => sexOf.get(participantId) !== null);
			expectPlaces(
				history,
				sexes.map((result) => ({
					...result,
					place: result.sexPlace,
					list: String(sexOf.get(result.participantId))
				}))
			);
			const divided = results.filter(({ division }) => division !== null);
			expectPlaces(
				history,
				divided.map((result) => ({ ...result, place: result.divisionPlace, list: String(result.division) }))
			);
		}),
		RUNS
	);
});

type Listed = Omit<ParticipantResult, 'place'> & { place: number | null; list: string };

function expectPlaces({ race, rulings }: History, listed: readonly Listed[]): void {
	const timeOf = (result: Listed) => (race.rankBy === 'gun' ? result.gunTimeMs : result.netTimeMs);
	// Who is in a dead heat has the place of the first in it, whatever the own time.
	const inHeat = new Set(rulings.flatMap((one) => (one.type === 'dead-heat' ? one.participantIds : [])));
	const byClock = (one: Listed) =>
		(one.finishRead?.resolutionMs ?? 1) < 100 && !inHeat.has(one.participantId);
	const counts = new Map<string, { count: number; place: number; last: Listed }>();
	for (const result of listed) {
		if (result.status !== 'finished' || result.flags.includes('impossible-time')) {
			expect(result.place).toBeNull();
			continue;
		}
		const before = counts.get(result.list);
		const count = (before?.count ?? 0) + 1;
		const shared = before !== undefined && result.place === before.place;
		if (!shared) expect(result.place).toBe(count);
		const equal = before !== undefined && timeOf(before.last) === timeOf(result);
		if (before && equal && race.ties === 'share' && byClock(before.last) && byClock(result)) {
			expect(shared).toBe(true);
		}
		counts.set(result.list, { count, place: result.place ?? 0, last: result });
	}
}

test('without dead heats, coarse clocks and shared places the places are 1 … n in order of time', () => {
	fc.assert(
		fc.property(histories, (history) => {
			const race = { ...history.race, ties: 'distinct' as const };
			const rulings = history.rulings.filter(({ type }) => type !== 'dead-heat' && type !== 'revoke');
			const passings = history.passings.map((passing) => ({ ...passing, resolutionMs: 1 }));
			const { results } = deriveResults({ ...history, race, rulings, passings });
			const finishers = results.filter(
				({ status, flags }) => status === 'finished' && !flags.includes('impossible-time')
			);
			expect(finishers.map(({ place }) => place)).toEqual(finishers.map((_, index) => index + 1));
			const times = finishers.map(({ gunTimeMs, netTimeMs }) =>
				race.rankBy === 'gun' ? gunTimeMs : netTimeMs
			);
			expect(times).toEqual([...times].sort((a, b) => (a ?? 0) - (b ?? 0)));
		}),
		RUNS
	);
});
