import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseNewEvent, TEMPLATES, type NewEventValues, type Template } from './newEvent.ts';

const NOW_MS = Date.parse('2027-01-10T12:00:00+02:00');
const values: NewEventValues = {
	name: 'Run against trafficking',
	date: '2027-06-06',
	start: '10:00',
	place: 'Chișinău',
	timeZone: 'Europe/Chisinau',
	slug: '',
	raceName: '5 km run',
	distance: '5',
	laps: '5',
	places: '',
	childrenName: 'Children’s race',
	childrenDistance: '1',
	childrenStart: '09:30',
	childrenPlaces: '200',
	opens: '2027-03-01',
	closes: '2027-06-05',
	price: '',
	guardianUnderAge: '18',
	divisions: 'age'
};
const parsed = (part: Partial<NewEventValues>, template: Template = 'run') =>
	parseNewEvent({ ...values, ...part }, { template, nowMs: NOW_MS });
const documentOf = (part: Partial<NewEventValues>, template: Template = 'run') => {
	const made = parsed(part, template);
	if (!made.ok) throw new Error(JSON.stringify(made.error));
	return made.value.document;
};
const faultsOf = (part: Partial<NewEventValues>, template: Template = 'run') => {
	const made = parsed(part, template);
	return made.ok ? [] : made.error.map(({ field, reason }) => `${field} ${reason}`);
};

describe('a new event', () => {
	test('registers from the first moment of the opening day to the last second of the closing day, in its own zone', () => {
		const document = documentOf({});
		expect(new Date(document.registrationOpensAt ?? 0).toISOString()).toBe('2027-02-28T22:00:00.000Z');
		expect(new Date(document.registrationClosesAt ?? 0).toISOString()).toBe('2027-06-05T20:59:59.000Z');
	});

	test('of one run has one race with its scheduled start, a finish and divisions that leave no age out', () => {
		const [race, ...others] = documentOf({}).races;
		expect(others).toEqual([]);
		expect(race).toMatchObject({ slug: '5k', distanceM: 5000, waves: [{ slug: 'all' }] });
		expect(new Date(race?.waves[0]?.scheduledAt ?? 0).toISOString()).toBe('2027-06-06T07:00:00.000Z');
		expect(race?.checkpoints).toMatchObject([{ slug: 'finish', kind: 'finish' }]);
		for (const sex of ['F', 'M'])
			for (const age of [0, 17, 18, 39, 40, 59, 60, 99])
				expect(
					race?.divisions.filter(
						(division) =>
							division.sex === sex && (division.ageFrom ?? 0) <= age && age <= (division.ageTo ?? 130)
					)
				).toHaveLength(1);
	});

	test('with a children’s race has both, each with its own start and places', () => {
		expect(documentOf({}, 'children').races).toMatchObject([
			{ slug: '5k', capacity: null },
			{ slug: 'children', distanceM: 1000, capacity: 200, divisions: [] }
		]);
	});

	test('in laps counts every lap over one line', () => {
		const [race] = documentOf({ distance: '0,4', laps: '25' }, 'laps').races;
		expect(race).toMatchObject({ distanceM: 10_000 });
		expect(race?.checkpoints).toMatchObject([
			{ kind: 'start-finish', maxOccurrences: 25, minTimeMs: 48_000 }
		]);
	});

	test('of any lengths and laps keeps the rules of an event document', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...TEMPLATES),
				fc.integer({ min: 10, max: 9_999_999 }),
				fc.integer({ min: 2, max: 100 }),
				(template, tenths, laps) => {
					const distance = String(tenths / 10_000);
					const made = parsed({ distance, laps: String(laps) }, template);
					const metres = tenths / 10;
					const far = template === 'laps' && metres * laps > 1_000_000;
					expect(made.ok ? [] : made.error).toEqual([
						...(metres < 1 ? [{ field: 'distance', reason: 'distance' }] : []),
						...(far ? [{ field: 'laps', reason: 'far' }] : [])
					]);
				}
			)
		);
	});

	test('names every field that is wrong, with its rule', () => {
		expect(
			faultsOf({ name: ' ', date: '2027-02-30', start: '25:00', place: 'x'.repeat(201), timeZone: '+02:00' })
		).toEqual(['name missing', 'date date', 'start time', 'place text', 'timeZone zone']);
		expect(faultsOf({ slug: 'Run 2027', distance: '0', places: '0', guardianUnderAge: '-1' })).toEqual([
			'slug slug',
			'distance distance',
			'places count',
			'guardianUnderAge age'
		]);
		expect(faultsOf({ divisions: 'all of them' })).toEqual(['divisions choice']);
		expect(faultsOf({ laps: '1' }, 'laps')).toEqual(['laps laps']);
		expect(faultsOf({ childrenName: '', childrenStart: '' }, 'children')).toEqual([
			'childrenName missing',
			'childrenStart missing'
		]);
	});

	test('of the last day of the calendar has no hour that lies beyond it', () => {
		const last = { date: '2200-12-31', start: '23:00', closes: '', timeZone: 'America/Chicago' };
		expect(faultsOf(last)).toEqual(['date date']);
		expect(faultsOf({ ...last, start: '10:00', closes: '2200-12-31' })).toEqual(['closes date']);
		expect(faultsOf({ ...last, start: '10:00' })).toEqual([]);
	});

	test('lies ahead, and registration opens before it closes and closes by the race day', () => {
		expect(faultsOf({ date: '2027-01-09', opens: '2027-01-01', closes: '' })).toEqual(['date past']);
		expect(faultsOf({ date: '2027-01-10', opens: '2027-01-10', closes: '' })).toEqual([]);
		expect(faultsOf({ closes: '2027-02-01' })).toEqual(['closes order']);
		expect(faultsOf({ closes: '2027-06-07' })).toEqual(['closes order']);
		expect(faultsOf({ opens: '2027-06-07', closes: '' })).toEqual(['opens order']);
	});
});

test('a walk is not timed: no finish, no divisions, a start where bibs are handed out', () => {
	const [walk, ...others] = documentOf({ distance: '3', divisions: 'odd' }, 'walk').races;
	expect(others).toEqual([]);
	expect(walk).toMatchObject({ slug: 'walk', timed: false, distanceM: 3000, divisions: [] });
	expect(walk?.checkpoints.map(({ kind }) => kind)).toEqual(['start']);
	expect(documentOf({}, 'run').races[0]?.timed).toBe(true);
});
