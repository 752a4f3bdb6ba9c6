import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventDocumentSchema } from './event.ts';
import { settingsOf, withSettings } from './eventSettings.ts';
import { changedSettings, readMadeFrom, rebasedSettings, settingClashes } from './madeFrom.ts';

const document = EventDocumentSchema.parse({
	name: 'Run',
	date: '2027-06-06',
	timeZone: 'Europe/Chisinau',
	place: 'Chișinău',
	practice: false,
	registrationOpensAt: '2027-03-01T00:00:00+02:00',
	registrationClosesAt: '2027-06-05T23:59:59+03:00',
	races: [
		{
			slug: '5k',
			bibs: null,
			name: '5 km',
			distanceM: 5000,
			capacity: 400,
			waves: [
				{ slug: 'all', scheduledAt: '2027-06-06T10:00:00+03:00', gunStart: '2027-06-06T10:00:02+03:00' }
			],
			checkpoints: [{ slug: 'finish', kind: 'finish' }]
		},
		{
			slug: '10k',
			bibs: null,
			name: '10 km',
			distanceM: 10_000,
			waves: [{ slug: 'a', scheduledAt: '2027-06-06T09:00:00+03:00' }, { slug: 'b' }],
			checkpoints: [{ slug: 'finish', kind: 'finish' }]
		}
	]
});
const changed = (part: Record<string, string>) => {
	const made = withSettings(document, part);
	if (!made.ok) throw new Error(JSON.stringify(made.error));
	return made.value;
};
const faultsOf = (part: Record<string, string>) => {
	const made = withSettings(document, part);
	return made.ok ? [] : made.error.map(({ field, reason }) => `${field} ${reason}`);
};

describe('the settings of an event', () => {
	test('read as a browser’s fields write them, in the event’s zone', () => {
		expect(settingsOf(document)).toMatchObject({
			opens: '2027-03-01T00:00',
			closes: '2027-06-05T23:59:59',
			'start-5k': '10:00',
			'places-5k': '400',
			'places-10k': ''
		});
		// The start of a race of several waves is not one time.
		expect(settingsOf(document)).not.toHaveProperty('start-10k');
	});

	test('put back as they are read change nothing but that a gun is not said again', () => {
		const { races, ...rest } = changed(settingsOf(document));
		const { races: stored, ...before } = document;
		expect(rest).toEqual(before);
		expect(races).toEqual(
			stored.map((race) => ({
				...race,
				waves: race.waves.map(({ slug, scheduledAt }) => ({ slug, scheduledAt }))
			}))
		);
	});

	test('on another day every scheduled start keeps its time of day', () => {
		const [five, ten] = changed({ date: '2027-11-07' }).races;
		expect(new Date(five?.waves[0]?.scheduledAt ?? 0).toISOString()).toBe('2027-11-07T08:00:00.000Z');
		expect(new Date(ten?.waves[0]?.scheduledAt ?? 0).toISOString()).toBe('2027-11-07T07:00:00.000Z');
		expect(ten?.waves[1]?.scheduledAt).toBeNull();
	});

	test('in another zone the clocks say the same', () => {
		const moved = changed({ timeZone: 'Europe/London' });
		expect(settingsOf(moved)).toEqual({ ...settingsOf(document), timeZone: 'Europe/London' });
	});

	test('name every field that is wrong, with its rule', () => {
		expect(
			faultsOf({ name: '', date: '2027-02-30', timeZone: 'Mars/Base', guardianUnderAge: '200' })
		).toEqual(['name missing', 'date date', 'timeZone zone', 'guardianUnderAge age']);
		expect(faultsOf({ opens: 'soon', 'start-5k': '25:00', 'places-5k': '0', status: 'gone' })).toEqual([
			'opens date',
			'start-5k time',
			'places-5k count',
			'status choice'
		]);
		expect(faultsOf({ closes: '2027-02-01T10:00' })).toEqual(['closes order']);
		// The last day of the calendar ends in this zone after it has ended in UTC.
		const beyond = { timeZone: 'America/Chicago', date: '2200-12-31', 'start-5k': '23:00' };
		expect(faultsOf({ ...beyond, closes: '2200-12-31T23:00' })).toEqual(['closes date', 'start-5k date']);
	});
});

describe('two who change settings at the same time', () => {
	const was = settingsOf(document);

	test('are at odds where both changed the same to something else, and nowhere else', () => {
		const field = fc.constantFrom(...Object.keys(was));
		const changes = fc.dictionary(field, fc.constantFrom('a', 'b'));
		fc.assert(
			fc.property(changes, changes, (mine, theirs) => {
				const now = { ...was, ...theirs };
				const clashing = settingClashes({ ...was, ...mine }, { was, now }).map((clash) => clash.field);
				const both = Object.keys(mine).filter((key) => key in theirs && mine[key] !== theirs[key]);
				expect(clashing.sort()).toEqual(both.sort());
			})
		);
	});

	test('who was asked and saves again changes the own settings alone', () => {
		const field = fc.constantFrom(...Object.keys(was));
		const changes = fc.dictionary(field, fc.constantFrom('a', 'b'));
		fc.assert(
			fc.property(changes, changes, (mine, theirs) => {
				const now = { ...was, ...theirs };
				const again = rebasedSettings({ ...was, ...mine }, { was, now });
				expect({ ...now, ...changedSettings(again, now) }).toEqual({ ...now, ...mine });
				expect(settingClashes(again, { was: now, now })).toEqual([]);
			})
		);
	});

	test('change only what each of them typed otherwise', () => {
		expect(changedSettings({ ...was, place: 'Bălți', name: ' Run ' }, was)).toEqual({ place: 'Bălți' });
	});

	test('a form says what it was made from, or nothing is stored', () => {
		expect(readMadeFrom(JSON.stringify(was))).toEqual({ ok: true, value: was });
		expect(readMadeFrom('')).toEqual({ ok: false, error: 'none' });
		for (const text of ['{', '[1]', '"x"', '{"name":1}', 'null'])
			expect(readMadeFrom(text)).toEqual({ ok: false, error: 'other' });
	});
});
