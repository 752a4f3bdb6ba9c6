import { describe, expect, test } from 'vitest';
import { expectedRunners, neverSeen } from '#lib/domain/timing/running/expected.ts';
import type { Race } from '#lib/domain/timing/facts/course.ts';
import type { Passing } from '#lib/domain/timing/facts/passing.ts';
import type { Ruling } from '#lib/domain/timing/facts/ruling.ts';
import {
	at,
	checkpoint,
	derive,
	GUN,
	participant,
	race as raceOf,
	ruling,
	scan
} from '../../../../../tests/support/timingBuilders.ts';

const participants = [participant('1'), participant('2'), participant('3')];

function expected({
	race = raceOf(),
	passings,
	rulings = []
}: {
	race?: Race;
	passings: Passing[];
	rulings?: Ruling[];
}) {
	const { results } = derive({ race, participants, passings, rulings });
	const gunStarts = new Map(participants.map(({ id }) => [id, GUN]));
	return expectedRunners({ race, results, gunStarts });
}

describe('who is expected where, and when', () => {
	test('after a split: at the next checkpoint at the pace so far, overdue at one and a half times that', () => {
		expect(expected({ passings: [scan('1', 'half', '10:00')] })).toEqual([
			{
				participantId: 'p1',
				seenAt: 'half',
				seenMs: at('10:00'),
				next: 'finish',
				expectedMs: at('20:00'),
				overdueMs: at('25:00')
			}
		]);
	});

	test('the pace counts from the own start, not from the gun', () => {
		const passings = [scan('1', 'start', '2:00'), scan('1', 'half', '12:00')];
		expect(expected({ passings })).toMatchObject([{ expectedMs: at('22:00'), overdueMs: at('27:00') }]);
	});

	test('after the start alone: at the first split, overdue there at a slow walk', () => {
		expect(expected({ passings: [scan('1', 'start', '0:30')] })).toMatchObject([
			{ seenAt: null, seenMs: at('0:30'), next: 'half', expectedMs: at('15:30'), overdueMs: at('30:30') }
		]);
	});

	test('a split whose place is not known says that somebody was there, and nothing about the pace', () => {
		const race = raceOf({
			checkpoints: [
				checkpoint({ slug: 'start', kind: 'start' }),
				checkpoint({ slug: 'wood', kind: 'split', minTimeMs: 0 }),
				checkpoint({ slug: 'finish', kind: 'finish' })
			]
		});
		expect(expected({ race, passings: [scan('1', 'wood', '9:00')] })).toMatchObject([
			{ seenAt: 'wood', seenMs: at('9:00'), next: 'finish', overdueMs: at('60:00') }
		]);
	});

	test('those who are expected first stand first', () => {
		const passings = [scan('1', 'half', '14:00'), scan('2', 'half', '9:00'), scan('3', 'start', '0:00')];
		expect(expected({ passings }).map(({ participantId }) => participantId)).toEqual(['p3', 'p2', 'p1']);
	});

	test('nobody who is in, out of the race or not seen yet', () => {
		const passings = [scan('1', 'half', '9:00'), scan('1', 'finish', '20:00'), scan('2', 'half', '9:30')];
		const rulings = [ruling({ type: 'dnf', participantId: 'p2' }, { atMs: at('12:00') })];
		expect(expected({ passings, rulings })).toEqual([]);
	});
});

describe('who started or is expected, and was seen nowhere since', () => {
	const unseen = (passings: Passing[], { rulings = [] as Ruling[], gun = GUN as number | null } = {}) => {
		const { results } = derive({ race: raceOf(), participants, passings, rulings });
		const gunStarts = new Map(participants.map(({ id }) => [id, gun]));
		return neverSeen({ race: raceOf(), results, gunStarts });
	};

	test('without start reads: everybody registered who was read nowhere', () => {
		expect(unseen([scan('1', 'finish', '20:00')])).toEqual(['p2', 'p3']);
	});

	test('with start reads: who started and was read nowhere since, and nobody who did not start', () => {
		expect(
			unseen([scan('1', 'start', '0:10'), scan('2', 'start', '0:10'), scan('2', 'half', '9:00')])
		).toEqual(['p1']);
	});

	test('nobody who was ruled out, and nobody before the gun', () => {
		const rulings = [ruling({ type: 'dns', participantId: 'p2' })];
		expect(unseen([scan('1', 'finish', '20:00')], { rulings })).toEqual(['p3']);
		expect(unseen([], { gun: null })).toEqual([]);
	});
});
