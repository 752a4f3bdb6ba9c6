import { describe, expect, test } from 'vitest';
import {
	at,
	derive,
	participant,
	resultOf,
	ruling,
	scan,
	statusesOf
} from '../../../../../tests/support/timingBuilders.ts';

describe('rulings on runners', () => {
	const passings = [scan('7', 'start', '0:10'), scan('7', 'finish', '20:00')];

	test('a time of zero or less has no place, by gun or by net, and nobody loses one by it', () => {
		const participants = [participant('7'), participant('8')];
		const both = [...passings, scan('8', 'start', '0:20'), scan('8', 'finish', '21:00')];
		const impossible = [
			ruling({ type: 'penalty', participantId: 'p7', valueMs: -1_200_000 }),
			ruling({ type: 'start-time', participantId: 'p7', valueMs: at('20:00') }),
			ruling({ type: 'finish-time', participantId: 'p7', valueMs: at('-0:05') })
		];
		for (const decided of impossible)
			for (const rankBy of ['gun', 'net'] as const) {
				const results = derive({ participants, passings: both, rulings: [decided], rankBy });
				expect(results.results.map(({ participantId, place }) => [participantId, place])).toEqual([
					['p8', 1],
					['p7', null]
				]);
				expect(resultOf(results).flags).toContain('impossible-time');
			}
		const bonus = ruling({ type: 'penalty', participantId: 'p7', valueMs: -1_189_999 });
		expect(resultOf(derive({ participants, passings: both, rulings: [bonus] })).place).toBe(1);
	});

	test('penalties and bonuses add up and change gun and net alike', () => {
		const penalty = ruling({ type: 'penalty', participantId: 'p7', valueMs: 60_000 });
		const bonus = ruling({ type: 'penalty', participantId: 'p7', valueMs: -5_000 });
		expect(resultOf(derive({ passings, rulings: [penalty, bonus] }))).toMatchObject({
			gunTimeMs: 1_255_000,
			netTimeMs: 1_245_000,
			penaltyMs: 55_000
		});
	});

	test('a manual finish time takes the place of the reads', () => {
		const rulings = [ruling({ type: 'finish-time', participantId: 'p7', valueMs: at('19:30') })];
		const results = derive({ passings, rulings });
		expect(statusesOf(results, passings)).toEqual(['counted', 'overruled']);
		expect(resultOf(results)).toMatchObject({
			gunTimeMs: 1_170_000,
			netTimeMs: 1_160_000,
			flags: ['manual-time'],
			finishPassingId: null
		});
	});

	test('of two rulings of one kind the later wins, and the earlier when that is revoked', () => {
		const first = ruling({ type: 'finish-time', participantId: 'p7', valueMs: at('19:30') });
		const second = ruling({ type: 'finish-time', participantId: 'p7', valueMs: at('19:40') });
		expect(resultOf(derive({ passings, rulings: [second, first] })).gunTimeMs).toBe(1_180_000);
		const revoke = ruling({ type: 'revoke', rulingId: second.id });
		expect(resultOf(derive({ passings, rulings: [revoke, second, first] })).gunTimeMs).toBe(1_170_000);
	});

	test('a revoke may be revoked, and the ruling is in force again', () => {
		const dq = ruling({ type: 'dq', participantId: 'p7' });
		const revoke = ruling({ type: 'revoke', rulingId: dq.id });
		const again = ruling({ type: 'revoke', rulingId: revoke.id });
		expect(resultOf(derive({ passings, rulings: [dq, revoke] })).status).toBe('finished');
		expect(resultOf(derive({ passings, rulings: [dq, revoke, again] })).status).toBe('dq');
	});

	test("a disqualified runner's time is not published", () => {
		const rulings = [ruling({ type: 'dq', participantId: 'p7' })];
		const results = derive({ passings, rulings });
		expect(resultOf(results)).toMatchObject({
			status: 'dq',
			place: null,
			gunTimeMs: null,
			netTimeMs: null,
			splits: [],
			flags: []
		});
		expect(statusesOf(results, passings)).toEqual(['counted', 'after-ruling']);
	});

	test('a DNF who finishes stays DNF, is listed, and finishes once the ruling is revoked', () => {
		const dnf = ruling({ type: 'dnf', participantId: 'p7' }, { atMs: at('15:00') });
		const seen = [...passings, scan('7', 'half', '9:00')];
		const results = derive({ passings: seen, rulings: [dnf] });
		expect(statusesOf(results, seen)).toEqual(['counted', 'after-ruling', 'counted']);
		expect(resultOf(results)).toMatchObject({
			status: 'dnf',
			place: null,
			gunTimeMs: null,
			splits: [{ checkpoint: 'half' }]
		});
		expect(resultOf(results).flags).toContain('seen-after-ruling');
		const revoked = derive({ passings: seen, rulings: [dnf, ruling({ type: 'revoke', rulingId: dnf.id })] });
		expect(resultOf(revoked)).toMatchObject({ status: 'finished', gunTimeMs: 1_200_000, flags: [] });
	});

	test('so is a DNF whose finish was ruled away only afterwards', () => {
		const late = derive({ passings, rulings: [ruling({ type: 'dnf', participantId: 'p7' })] });
		expect(resultOf(late).flags).toContain('seen-after-ruling');
	});

	test('a DNF who is seen at a split later is listed, one who was seen there before is not', () => {
		const split = [scan('7', 'half', '9:00')];
		const before = ruling({ type: 'dnf', participantId: 'p7' }, { atMs: at('8:00') });
		const later = ruling({ type: 'dnf', participantId: 'p7' }, { atMs: at('30:00') });
		const seen = derive({ passings: split, rulings: [before] });
		expect(statusesOf(seen, split)).toEqual(['after-ruling']);
		expect(resultOf(seen).flags).toEqual(['seen-after-ruling']);
		expect(resultOf(derive({ passings: split, rulings: [later] })).flags).toEqual([]);
	});

	test('any read of a DNS is kept as after the ruling', () => {
		const rulings = [ruling({ type: 'dns', participantId: 'p7' })];
		const results = derive({ passings, rulings });
		expect(statusesOf(results, passings)).toEqual(['after-ruling', 'after-ruling']);
		expect(resultOf(results)).toMatchObject({ status: 'dns', flags: ['seen-after-ruling'] });
	});

	test('swapped bibs change hands with all their passings', () => {
		const participants = [participant('7'), participant('8')];
		const both = [...passings, scan('8', 'finish', '30:00')];
		const swap = ruling({ type: 'bib-swap', participantId: 'p7', otherParticipantId: 'p8' });
		const swapped = derive({ participants, passings: both, rulings: [swap] });
		expect(resultOf(swapped, '8')).toMatchObject({ gunTimeMs: 1_200_000, netTimeMs: 1_190_000, place: 1 });
		expect(resultOf(swapped, '7')).toMatchObject({ gunTimeMs: 1_800_000, place: 2 });
		const back = ruling({ type: 'bib-swap', participantId: 'p8', otherParticipantId: 'p7' });
		expect(resultOf(derive({ participants, passings: both, rulings: [swap, back] }), '7').place).toBe(1);
	});

	test('three who swapped in a ring are put right by two swaps', () => {
		const participants = ['7', '8', '9'].map((bib) => participant(bib));
		const three = [scan('7', 'finish', '20:00'), scan('8', 'finish', '21:00'), scan('9', 'finish', '22:00')];
		const rulings = [
			ruling({ type: 'bib-swap', participantId: 'p7', otherParticipantId: 'p8' }),
			ruling({ type: 'bib-swap', participantId: 'p7', otherParticipantId: 'p9' })
		];
		const results = derive({ participants, passings: three, rulings });
		expect(results.results.map(({ participantId }) => participantId)).toEqual(['p8', 'p9', 'p7']);
	});
});

test('the same ruling sent twice is one ruling', () => {
	const passings = [scan('7', 'finish', '20:00')];
	const penalty = ruling({ type: 'penalty', participantId: 'p7', valueMs: 60_000 });
	expect(resultOf(derive({ passings, rulings: [penalty, penalty] })).penaltyMs).toBe(60_000);
});
