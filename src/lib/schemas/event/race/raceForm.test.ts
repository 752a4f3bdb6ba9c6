import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventDocumentSchema, type WrittenEventDocument } from '#lib/schemas/event/event.ts';
import { changedSettings, type Settings } from '#lib/schemas/event/madeFrom.ts';
import { raceForm } from './raceForm.ts';
import { divisionRows } from './readySets.ts';
import { keysOf, withoutRow, withRows } from './rows.ts';

const written: WrittenEventDocument = {
	name: 'Run',
	date: '2027-06-06',
	timeZone: 'Europe/Chisinau',
	place: 'Chișinău',
	practice: false,
	races: [
		{
			slug: '5k',
			name: '5 km',
			distanceM: 5000.3,
			waves: [
				{
					slug: 'first',
					scheduledAt: '2027-06-06T10:00:07.250+03:00',
					gunStart: '2027-06-06T10:00:02+03:00'
				},
				{ slug: 'second' }
			],
			checkpoints: [
				{ slug: 'start', kind: 'start', distanceM: 0 },
				{ slug: 'bridge', kind: 'split', distanceM: 3000, gapMs: 5000, devices: ['a'] },
				{ slug: 'finish', kind: 'finish', minTimeMs: 600_000 }
			],
			divisions: [
				{ name: 'F', sex: 'F' },
				{ name: 'M', sex: 'M' }
			],
			awards: [{ name: 'First woman', division: 'F', depth: 1 }]
		},
		{
			slug: 'children',
			name: 'Children',
			distanceM: 1000,
			waves: [{ slug: 'all' }],
			checkpoints: [{ slug: 'finish', kind: 'finish' }]
		}
	]
};
const document = EventDocumentSchema.parse(written);
const form = raceForm('5k');
const was = form.settingsOf(document) ?? {};
const saved = (typed: Settings) => {
	const made = form.withSettings(document, changedSettings(typed, was));
	if (!made.ok) throw new Error(JSON.stringify(made.error));
	return made.value;
};
const faultsOf = (typed: Settings) => {
	const made = form.withSettings(document, changedSettings(typed, was));
	return made.ok ? [] : made.error;
};
const race = (typed: Settings) => saved({ ...was, ...typed }).races[0];

describe('the form of a race', () => {
	test('is about a race that is there', () => {
		expect(raceForm('10k').settingsOf(document)).toBeNull();
	});

	test('saved as it stands changes nothing, whatever is less exact as text', () => {
		const { races, ...rest } = saved(was);
		expect(rest).toMatchObject({ name: 'Run', date: '2027-06-06' });
		expect(races[0]).toEqual({
			...document.races[0],
			ageFrom: null,
			ageTo: null,
			// Left out, the gun in force stays.
			waves: document.races[0]?.waves.map(({ slug, scheduledAt }) => ({ slug, scheduledAt }))
		});
		expect(races[1]).toMatchObject({ slug: 'children', distanceM: 1000 });
	});

	test('a new checkpoint is called by what was typed, and stands by its distance', () => {
		const typed = withRows(was, 'checkpoint', [
			{ name: 'Kilometre 2', kind: 'split', distance: '2', crossings: '1' },
			{ name: 'Мост', kind: 'split', distance: '4,5', crossings: '1' }
		]);
		expect(saved(typed).races[0]?.checkpoints.map(({ slug, distanceM }) => [slug, distanceM])).toEqual([
			['start', 0],
			['kilometre-2', 2000],
			['bridge', 3000],
			['most', 4500],
			['finish', null]
		]);
	});

	test('a row keeps what the form has no field for', () => {
		expect(race({ checkpoint_bridge_distance: '3.5' })?.checkpoints[1]).toMatchObject({
			distanceM: 3500,
			gapMs: 5000,
			devices: ['a']
		});
	});

	test('a row that is taken out is gone, and the others stay', () => {
		const made = saved(withoutRow(was, 'division', '1'));
		expect(made.races[0]?.divisions.map(({ name }) => name)).toEqual(['F']);
		expect(faultsOf(withoutRow(was, 'division', '0'))).toEqual([
			{ field: 'award_0_division', reason: 'no-division' }
		]);
	});

	test('a start keeps its seconds until it is typed anew, in the zone of the event', () => {
		expect(was.wave_first_start).toBe('10:00:07');
		expect(race({ wave_second_start: '10:15' })?.waves.map(({ scheduledAt }) => scheduledAt)).toEqual([
			Date.parse('2027-06-06T10:00:07.250+03:00'),
			Date.parse('2027-06-06T10:15:00+03:00')
		]);
	});

	test.each([
		[{ distance: 'far' }, 'distance', 'distance'],
		[{ ageFrom: '12', ageTo: '11' }, 'ageTo', 'age-order'],
		[{ checkpoint_bridge_distance: '9' }, 'checkpoint_bridge_distance', 'beyond-race'],
		[{ checkpoint_finish_kind: 'split' }, 'checkpoints', 'no-finish'],
		[{ checkpoint_bridge_kind: 'finish' }, 'checkpoint_finish_kind', 'second-finish'],
		[{ division_1_name: 'F' }, 'division_1_name', 'repeated'],
		[{ division_0_name: 'Women' }, 'award_0_division', 'no-division'],
		[{ award_0_depth: '0' }, 'award_0_depth', 'depth'],
		[{ fallbackDivision: 'Others' }, 'fallbackDivision', 'no-division'],
		[{ wave_second_start: '25:00' }, 'wave_second_start', 'time'],
		[{ rounding: 'down' }, 'rounding', 'choice']
	])('%j is refused at %s by the rule %s', (part, field, reason) => {
		expect(faultsOf({ ...was, ...part } as Settings)).toContainEqual(
			expect.objectContaining({ field, reason })
		);
	});

	test('a race whose finish lies before its split says where, and the bound', () => {
		expect(faultsOf({ ...was, distance: '2' })).toEqual([
			{ field: 'checkpoint_bridge_distance', reason: 'beyond-race', limit: '2' }
		]);
	});

	test('new rows need their name, and two cannot be called the same', () => {
		const nameless = withRows(was, 'wave', [{ start: '10:00' }]);
		expect(faultsOf(nameless)).toEqual([{ field: 'wave_N1_name', reason: 'missing' }]);
		const twice = withRows(was, 'checkpoint', [{ name: 'BRIDGE', kind: 'split', crossings: '1' }]);
		expect(faultsOf(twice)).toEqual([{ field: 'checkpoint_N1_name', reason: 'repeated' }]);
	});

	test('ready-made divisions take the place of those there', () => {
		const empty = keysOf(was, 'division').reduce((rest, key) => withoutRow(rest, 'division', key), {
			...was,
			...withoutRow(was, 'award', '0')
		});
		const made = saved(withRows(empty, 'division', divisionRows('decades')));
		expect(made.races[0]?.divisions).toHaveLength(14);
		expect(made.races[0]?.divisions[0]).toEqual({ name: 'F –17', sex: 'F', ageFrom: null, ageTo: 17 });
	});

	test('whatever is typed is a document or a fault at a field of the form', () => {
		const field = fc.constantFrom(...Object.keys(was));
		const value = fc.oneof(fc.string(), fc.constantFrom('', 'yes', '0', '5', '1:00', '10:00', 'F', 'finish'));
		fc.assert(
			fc.property(fc.dictionary(field, value, { maxKeys: 6 }), (part) => {
				const made = form.withSettings(document, changedSettings({ ...was, ...part }, was));
				if (made.ok) return;
				expect(made.error.length).toBeGreaterThan(0);
				for (const { field: at } of made.error)
					expect([...Object.keys(was), 'waves', 'checkpoints']).toContain(at);
			}),
			{ numRuns: 300 }
		);
	});
});
