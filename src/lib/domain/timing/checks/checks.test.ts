import { expect, test } from 'vitest';
import { checkMessage } from './message.ts';
import {
	at,
	checkpoint,
	participant,
	race,
	ruling,
	scan
} from '../../../../../tests/support/timingBuilders.ts';
import { check, names, runners, started } from '../../../../../tests/support/checkedRaces.ts';

test('a race without faults has nothing to look at', () => {
	expect(
		check({ passings: [started('7'), scan('7', 'half', '10:00'), scan('7', 'finish', '20:00')] })
	).toEqual([]);
});

test('a leg faster than anybody runs', () => {
	const passings = [started('7'), scan('7', 'half', '15:00'), scan('7', 'finish', '19:59.999')];
	expect(check({ passings })).toMatchObject([
		{ check: 'impossible-pace', params: { bib: '7', from: 'half', to: 'finish', time: '0:05:00' } }
	]);
	expect(
		names({ passings: [started('7'), scan('7', 'half', '15:00'), scan('7', 'finish', '20:00')] })
	).toEqual([]);
});

test('a whole race faster than anybody runs, by net time', () => {
	const passings = [scan('7', 'start', '5:00'), scan('7', 'finish', '14:00')];
	expect(names({ passings })).toEqual(['impossible-pace']);
});

test('a time of zero or less', () => {
	const passings = [started('7'), scan('7', 'finish', '20:00')];
	const rulings = [ruling({ type: 'penalty', participantId: 'p7', valueMs: -1_300_000 })];
	expect(check({ passings, rulings })).toMatchObject([
		{ check: 'impossible-time', severity: 'warning', params: { bib: '7' } }
	]);
});

test('reads that arrived after the official results, by bib', () => {
	const late = { late: true };
	const passings = [scan('7', 'finish', '20:00', late), scan('7', 'finish', '20:05', late)];
	expect(check({ passings })).toMatchObject([
		{ check: 'after-official', participantIds: ['p7'], params: { read: '7', count: '2' } }
	]);
});

test('a finish without a start, where starts are read', () => {
	expect(names({ passings: [scan('7', 'finish', '20:00')] })).toEqual(['finish-without-start']);
	const noStarts = race({ checkpoints: [checkpoint({ slug: 'finish', kind: 'finish' })] });
	expect(names({ race: noStarts, passings: [scan('7', 'finish', '20:00')] })).toEqual([]);
});

test('a finish without a read at a split names everybody, where others were read there', () => {
	const bibs = Array.from({ length: 30 }, (_, index) => String(index + 1));
	const passings = bibs.flatMap((bib, index) => [
		started(bib),
		...(index < 9 ? [scan(bib, 'half', '10:00')] : []),
		scan(bib, 'finish', '21:00')
	]);
	const found = check({ participants: runners(...bibs), passings });
	expect(found).toMatchObject([
		{
			check: 'missed-split',
			severity: 'warning',
			participantIds: bibs.slice(9).map((bib) => `p${bib}`),
			params: { checkpoint: 'half', count: '21' }
		}
	]);
	const unread = passings.filter(({ checkpoint: at }) => at !== 'half');
	expect(names({ participants: runners(...bibs), passings: unread })).toEqual([]);
});

test('reads before the gun, once for each phone', () => {
	const passings = [
		started('7'),
		scan('7', 'half', '-12:00'),
		scan('8', 'half', '-11:00'),
		scan('7', 'finish', '20:00')
	];
	expect(check({ passings })).toMatchObject([
		{
			check: 'before-gun',
			participantIds: ['p7', 'p8'],
			params: { checkpoint: 'half', device: 'half-a', count: '2' }
		}
	]);
});

test('what is true of many and weighs little is one entry with everybody concerned', () => {
	const bibs = Array.from({ length: 116 }, (_, index) => String(index + 1));
	const passings = bibs.map((bib) => scan(bib, 'finish', '20:00'));
	const found = check({ participants: runners(...bibs), passings });
	expect(found).toMatchObject([{ check: 'finish-without-start', params: { count: '116' } }]);
	expect(found[0]?.participantIds).toHaveLength(116);
	expect(found.map(checkMessage).map(({ key }) => key)).toEqual(['timing_check_finish_without_start_many']);
});

test('early, late and wrong-wave starts', () => {
	expect(names({ passings: [scan('7', 'start', '-0:05'), scan('7', 'finish', '20:00')] })).toEqual([
		'early-start'
	]);
	expect(names({ passings: [scan('7', 'start', '16:00'), scan('7', 'finish', '50:00')] })).toEqual([
		'late-start'
	]);
	const waves = race({
		waves: [
			{ slug: 'all', gunStartMs: at('20:00') },
			{ slug: 'first', gunStartMs: at('0:00') }
		]
	});
	const passings = [scan('7', 'start', '0:05')];
	expect(check({ race: waves, passings })).toMatchObject([
		{ check: 'wrong-wave', participantIds: ['p7'], passingIds: [passings[0]?.id] }
	]);
});

test('unknown bibs are listed once each with all their reads, unassigned and unmatched passings too', () => {
	const unknown = { participantId: null };
	const passings = [
		scan('99', 'finish', '20:00', unknown),
		scan('99', 'half', '10:00', unknown),
		scan('7', 'half', '12:00', { assigned: false }),
		scan('', 'finish', '20:00', { kind: 'tap', participantId: null, read: null }),
		scan('', 'finish', '20:01', { kind: 'tap', participantId: null, read: null })
	];
	expect(
		check({ passings }).map(({ check: name, passingIds, params }) => [name, passingIds.length, params.count])
	).toEqual([
		['unknown-bib', 2, '2'],
		['unassigned', 1, '1'],
		['unmatched', 2, '2']
	]);
});

test('one bib on two runners: in the list, and read again at the finish', () => {
	const twice = [participant('7'), { ...participant('7'), id: 'other' }];
	expect(check({ participants: twice })).toMatchObject([
		{ check: 'duplicate-bib', participantIds: ['p7', 'other'], params: { bib: '7' } }
	]);
	const passings = [started('7'), scan('7', 'finish', '20:00'), scan('7', 'finish', '25:00')];
	expect(names({ passings })).toEqual(['duplicate-bib']);
});

test('a bib read again at one line for start and finish is on two runners too', () => {
	const oneLine = race({ checkpoints: [checkpoint({ slug: 'line', kind: 'start-finish' })] });
	const passings = ['0:05', '20:00', '25:00'].map((clock) => scan('7', 'line', clock));
	expect(check({ race: oneLine, passings })).toMatchObject([
		{ check: 'duplicate-bib', participantIds: ['p7'], passingIds: [passings[2]?.id] }
	]);
});

test('devices that disagree', () => {
	const passings = [
		started('7'),
		scan('7', 'finish', '20:00', { device: 'a' }),
		scan('7', 'finish', '20:09', { device: 'b' })
	];
	expect(check({ passings })).toMatchObject([{ check: 'devices-disagree', passingIds: [passings[2]?.id] }]);
});

test('a runner seen after a ruling', () => {
	const passings = [started('7'), scan('7', 'finish', '20:00')];
	const rulings = [ruling({ type: 'dnf', participantId: 'p7' }, { atMs: at('15:00') })];
	expect(check({ passings, rulings })).toMatchObject([
		{ check: 'seen-after-ruling', passingIds: [passings[1]?.id] }
	]);
});

test('the safety list: overdue by the own pace, without a split by a slow walk', () => {
	const course = race({
		checkpoints: [
			checkpoint({ slug: 'start', kind: 'start' }),
			checkpoint({ slug: 'half', kind: 'split', distanceM: 2500, minTimeMs: 0 }),
			checkpoint({ slug: 'finish', kind: 'finish' })
		]
	});
	// 16 minutes from the own start for the first half: the other half in 24 at the latest.
	const passings = [started('7'), scan('7', 'half', '16:05')];
	expect(names({ race: course, passings, nowMs: at('40:04') })).toEqual([]);
	expect(check({ race: course, passings, nowMs: at('40:05') })).toMatchObject([
		{ check: 'overdue', severity: 'safety', params: { bib: '7', checkpoint: 'half' } }
	]);
	expect(names({ race: course, passings: [started('7')], nowMs: at('30:04') })).toEqual([]);
	expect(names({ race: course, passings: [started('7')], nowMs: at('30:05') })).toEqual(['overdue']);
});

test('what is most urgent comes first', () => {
	const passings = [
		started('7'),
		scan('8', 'finish', '20:00'),
		scan('99', 'half', '9:00', { participantId: null })
	];
	expect(names({ passings, nowMs: at('2:00:00') })).toEqual([
		'overdue',
		'unknown-bib',
		'finish-without-start'
	]);
});
