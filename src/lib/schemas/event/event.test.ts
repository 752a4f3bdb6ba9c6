import { describe, expect, test } from 'vitest';
import { EventDocumentSchema, writeEventDocument } from './event.ts';
import { parseWith } from '#lib/schemas/base/faults.ts';

const run = {
	name: 'Run',
	date: '2018-06-10',
	timeZone: 'Europe/Chisinau',
	place: 'Chișinău',
	races: [
		{
			slug: '5k',
			name: '5 km',
			distanceM: 5000,
			waves: [{ slug: 'all' }],
			checkpoints: [{ slug: 'finish', kind: 'finish' }]
		}
	]
};
const withRace = (change: object) => ({ ...run, races: [{ ...run.races[0], ...change }] });
const pointersOf = (document: unknown) => {
	const parsed = parseWith(EventDocumentSchema, document);
	return parsed.ok ? [] : parsed.error.map(({ pointer }) => pointer);
};

describe('the event document', () => {
	test('what is left out has the rules of the sport as default', () => {
		const parsed = EventDocumentSchema.parse(run);
		expect(parsed.races[0]).toMatchObject({
			rankBy: 'gun',
			startWindowMs: 900_000,
			rounding: 'second-up',
			ties: 'share',
			divisions: []
		});
	});

	test('a gun given in UTC is written in the zone of the event', () => {
		const document = withRace({ waves: [{ slug: 'all', gunStart: '2018-06-10T07:00:00Z' }] });
		const written = writeEventDocument(EventDocumentSchema.parse(document));
		expect(written.races[0]?.waves[0]?.gunStart).toBe('2018-06-10T10:00:00.000+03:00');
	});

	test('faults of fields and faults between fields are reported together', () => {
		const document = {
			...withRace({
				distanceM: '5000',
				divisions: [{ name: 'F', ageFrom: 40, ageTo: 18 }],
				checkpoints: [
					{ slug: 'finish', kind: 'finish' },
					{ slug: 'finish', kind: 'split', colour: 'red' }
				]
			}),
			timeZone: 'Mars/Olympus'
		};
		expect(pointersOf(document)).toEqual([
			'/timeZone',
			'/races/0/distanceM',
			'/races/0/checkpoints/1/colour',
			'/races/0/checkpoints/1/slug',
			'/races/0/divisions/0/ageTo'
		]);
	});

	test('a race has exactly one finish', () => {
		expect(pointersOf(withRace({ checkpoints: [{ slug: 'start', kind: 'start' }] }))).toEqual([
			'/races/0/checkpoints'
		]);
		const two = [
			{ slug: 'finish', kind: 'finish' },
			{ slug: 'arch', kind: 'start-finish' }
		];
		expect(pointersOf(withRace({ startWindowMs: 0, checkpoints: two }))).toEqual([
			'/races/0/checkpoints/1/kind'
		]);
	});

	test('on a start-finish line the start window may not exceed the least plausible time', () => {
		const line = [{ slug: 'arch', kind: 'start-finish', minTimeMs: 600_000 }];
		expect(pointersOf(withRace({ checkpoints: line }))).toEqual(['/races/0/startWindowMs']);
		expect(pointersOf(withRace({ checkpoints: line, startWindowMs: 600_000 }))).toEqual([]);
	});

	test.each([[null], [[]], ['text'], [{ races: null }], [{ races: [null, [], { checkpoints: [null] }] }]])(
		'%j is refused without failing',
		(document) => expect(pointersOf(document)).not.toEqual([])
	);
});
