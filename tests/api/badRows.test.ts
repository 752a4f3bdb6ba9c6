import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventCards, allServices } from '#lib/server/events/eventPage.ts';
import { organisedEvents } from '#lib/server/desk/desk.ts';
import { callerOfApi } from '../support/apiClient.ts';
import { anEvent } from '../support/eventDocuments.ts';
import { raceOn } from '../support/race.ts';
import { startApi, type TestApi } from '../support/server.ts';

/** What an earlier version, or another program, may have left in the tables: SQL that spoils the event `bad`. */
const SPOILT: [string, string][] = [
	['a date of year 1', `update event set date = '0001-01-01' where slug = 'bad'`],
	['a date before Christ', `update event set date = '0044-03-15 BC' where slug = 'bad'`],
	['a date of year 9999', `update event set date = '9999-12-31' where slug = 'bad'`],
	['a date without end', `update event set date = 'infinity' where slug = 'bad'`],
	[
		'an instant of year 10000',
		`update event set registration_closes_at = '10000-01-01 13:59:59+00' where slug = 'bad'`
	],
	['an instant of year 1', `update event set registration_opens_at = '0001-01-01+00' where slug = 'bad'`],
	['an instant without end', `update event set registration_opens_at = '-infinity' where slug = 'bad'`],
	[
		'a wave beyond the calendar',
		`update wave set scheduled_at = '294276-12-31+00' where race_id in
			(select r.id from race r join event e on e.id = r.event_id where e.slug = 'bad')`
	],
	['a zone that does not exist', `update event set time_zone = 'Mars/Olympus' where slug = 'bad'`],
	[
		'a campaign that does not read',
		`insert into campaign_content (event_id, locale, content, updated_at)
			select id, 'en', '{"name":7}', now() from event where slug = 'bad'`
	]
];

let api: TestApi;
const query = (sql: string) => api.app.database.pool.query(sql);

beforeAll(async () => {
	api = await startApi();
	await raceOn(api).putEvent();
});
afterAll(() => api.close());

describe('a list of events survives one that cannot be shown', () => {
	test.each(SPOILT)('%s', async (_name, sql) => {
		await query(`delete from event where slug = 'bad'`);
		await raceOn(api, { event: 'bad' }).putEvent(anEvent());
		expect((await query(sql)).rowCount).toBe(1);

		const slugs = (events: { slug: string }[]) =>
			events.map(({ slug }) => slug).filter((slug) => slug !== 'bad');
		const cards = await eventCards(api.app, 'ro');
		expect(slugs(cards)).toEqual(['run']);
		expect(await allServices(api.app, 'en')).toEqual([]);
		const organised = await organisedEvents(api.app, { kind: 'owner-key' });
		expect(organised.ok && slugs(organised.value)).toEqual(['run']);
		const listed = await callerOfApi(api.url)<{ items: { slug: string }[] }>('/events');
		expect([listed.status, slugs(listed.body.items)]).toEqual([200, ['run']]);
		// What is listed can be formatted by every page.
		for (const { date, timeZone } of cards)
			expect(() =>
				new Intl.DateTimeFormat('ro', { timeZone }).format(Date.parse(`${date}T00:00:00Z`))
			).not.toThrow();
	});
});

describe('a list of participants survives one whose birth date cannot be read', () => {
	test.each(['0044-03-15 BC', 'infinity', '9999-12-31'])('%s', async (birthDate) => {
		await query(`delete from participant`);
		await raceOn(api).register([{ bib: '7' }, { bib: '8' }]);
		await query(`update participant set birth_date = '${birthDate}' where name = 'Runner 7'`);
		const organise = <T>(path: string) =>
			callerOfApi(api.url)<T>(`/events/run${path}`, { key: api.ownerKey });
		const list = await organise<{ items: { bib: string }[] }>('/participants');
		expect([list.status, list.body.items.map(({ bib }) => bib)]).toEqual([200, ['7', '8']]);
		expect((await organise('/races/5k/results')).status).toBe(200);
		expect((await organise('/races/5k/anomalies')).status).toBe(200);
		const csv = await callerOfApi(api.url)<string>('/events/run/participants', {
			key: api.ownerKey,
			headers: { Accept: 'text/csv' }
		});
		expect([csv.status, csv.body.includes('Runner 8')]).toEqual([200, true]);
	});
});
