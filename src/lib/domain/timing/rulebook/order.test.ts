import { describe, expect, test } from 'vitest';
import {
	checkpoint,
	derive,
	participant,
	race,
	resultOf,
	ruling,
	scan
} from '../../../../../tests/support/timingBuilders.ts';

const bibs = (results: ReturnType<typeof derive>) =>
	results.results.map(({ participantId }) => participantId);
const places = (results: ReturnType<typeof derive>) => results.results.map(({ place }) => place);
const runners = (...bibNumbers: string[]) => bibNumbers.map((bib) => participant(bib));

describe('places', () => {
	test('equal times share a place and the next one is left out', () => {
		const passings = [
			scan('1', 'finish', '20:00'),
			scan('2', 'finish', '20:01', { device: 'x' }),
			scan('3', 'finish', '20:01', { device: 'y' }),
			scan('4', 'finish', '20:02')
		];
		const participants = runners('1', '2', '3', '4');
		expect(places(derive({ participants, passings }))).toEqual([1, 2, 2, 4]);
		expect(places(derive({ race: race({ ties: 'distinct' }), participants, passings }))).toEqual([
			1, 2, 3, 4
		]);
	});

	test('times that only look equal after rounding are no ties', () => {
		const passings = [scan('1', 'finish', '20:00.100'), scan('2', 'finish', '20:00.101')];
		expect(places(derive({ participants: runners('1', '2'), passings }))).toEqual([1, 2]);
	});

	test('whole-second imports keep the sequence of their device and never share', () => {
		const whole = { resolutionMs: 1000, device: 'import' };
		const passings = [
			scan('1', 'finish', '20:00', { ...whole, seq: 2 }),
			scan('2', 'finish', '20:00', { ...whole, seq: 1 })
		];
		const results = derive({ participants: runners('1', '2'), passings });
		expect(bibs(results)).toEqual(['p2', 'p1']);
		expect(places(results)).toEqual([1, 2]);
	});

	test('reads of one device within its resolution are equal, so its sequence decides', () => {
		const coarse = { resolutionMs: 1000, device: 'import' };
		const passings = [
			scan('1', 'finish', '20:00.900', { ...coarse, seq: 1 }),
			scan('2', 'finish', '20:00.100', { ...coarse, seq: 2 })
		];
		expect(bibs(derive({ participants: runners('1', '2'), passings }))).toEqual(['p1', 'p2']);
	});

	test('a resolution of 100 ms is too coarse to share a place, 99 ms is fine enough', () => {
		const equal = (resolutionMs: number) => [
			scan('1', 'finish', '20:00', { resolutionMs }),
			scan('2', 'finish', '20:00', { resolutionMs })
		];
		const participants = runners('1', '2');
		expect(places(derive({ participants, passings: equal(100) }))).toEqual([1, 2]);
		expect(places(derive({ participants, passings: equal(99) }))).toEqual([1, 1]);
	});

	test('a dead heat shares the place, also where places are distinct', () => {
		const passings = [
			scan('1', 'finish', '20:00'),
			scan('2', 'finish', '20:01'),
			scan('3', 'finish', '20:01.040'),
			scan('4', 'finish', '20:02')
		];
		const rulings = [ruling({ type: 'dead-heat', participantIds: ['p2', 'p3'] })];
		const participants = runners('1', '2', '3', '4');
		const distinct = race({ ties: 'distinct' });
		expect(places(derive({ race: distinct, participants, passings, rulings }))).toEqual([1, 2, 2, 4]);
		const net = derive({ race: distinct, participants, passings, rulings, rankBy: 'net' });
		expect(places(net)).toEqual([1, 2, 3, 4]);
	});

	test('who has the time of one in a dead heat, and is not in it, comes behind the heat', () => {
		const passings = [
			scan('1', 'finish', '20:00'),
			scan('2', 'finish', '20:01', { device: 'x' }),
			scan('3', 'finish', '20:01', { device: 'y' })
		];
		const rulings = [ruling({ type: 'dead-heat', participantIds: ['p1', 'p2'] })];
		const results = derive({ participants: runners('1', '2', '3'), passings, rulings });
		expect(bibs(results)).toEqual(['p1', 'p2', 'p3']);
		expect(places(results)).toEqual([1, 1, 3]);
	});

	test('within sex and division places are counted on their own, from unrounded times', () => {
		const participants = [
			participant('1', { sex: 'M', division: 'Open' }),
			participant('2', { sex: 'F', division: 'Open' }),
			participant('3', { sex: 'M', division: 'M40' }),
			participant('4', { sex: null })
		];
		const passings = ['1', '2', '3', '4'].map((bib) => scan(bib, 'finish', `20:0${bib}`));
		const results = derive({ participants, passings }).results;
		expect(results.map((result) => [result.place, result.sexPlace, result.divisionPlace])).toEqual([
			[1, 1, 1],
			[2, 1, 2],
			[3, 2, 1],
			[4, null, null]
		]);
	});

	test('the race says whether gun or net decides', () => {
		const participants = runners('1', '2');
		const passings = [
			scan('1', 'start', '0:01'),
			scan('2', 'start', '0:30'),
			scan('1', 'finish', '20:00'),
			scan('2', 'finish', '20:10')
		];
		expect(bibs(derive({ participants, passings }))).toEqual(['p1', 'p2']);
		expect(bibs(derive({ race: race({ rankBy: 'net' }), participants, passings }))).toEqual(['p2', 'p1']);
		expect(bibs(derive({ participants, passings, rankBy: 'net' }))).toEqual(['p2', 'p1']);
	});
});

test('the list: finishers, on course by furthest checkpoint, DNF, DQ, DNS, not seen', () => {
	const participants = runners('1', '2', '3', '4', '5', '6', '10', '9');
	const course = race({
		checkpoints: [
			checkpoint({ slug: 'start', kind: 'start' }),
			checkpoint({ slug: 'km1', kind: 'split', minTimeMs: 0 }),
			checkpoint({ slug: 'km2', kind: 'split', minTimeMs: 0 }),
			checkpoint({ slug: 'finish', kind: 'finish' })
		]
	});
	const passings = [
		scan('1', 'km1', '5:00'),
		scan('2', 'km2', '12:00'),
		scan('3', 'km2', '11:00'),
		scan('4', 'finish', '20:00'),
		scan('5', 'finish', '20:00')
	];
	const rulings = [ruling({ type: 'dq', participantId: 'p5' }), ruling({ type: 'dns', participantId: 'p6' })];
	const results = derive({ race: course, participants, passings, rulings });
	expect(bibs(results)).toEqual(['p4', 'p3', 'p2', 'p1', 'p5', 'p6', 'p9', 'p10']);
	expect(results.results.map(({ status }) => status)).toEqual([
		'finished',
		'on-course',
		'on-course',
		'on-course',
		'dq',
		'dns',
		'not-seen',
		'not-seen'
	]);
	expect(resultOf(results, '9').place).toBeNull();
});
