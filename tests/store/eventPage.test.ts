import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '#lib/server/app.ts';
import { loadDemoOnce } from '#lib/server/events/demo.ts';
import { insertWaveStarts } from '#lib/server/rulings/store/guns.ts';
import { allServices, eventCards, eventPage } from '#lib/server/events/eventPage.ts';
import { anOpenEvent, DAY_BEFORE, PUBLIC } from '../support/openEvent.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

let testing: TestApp;
let app: App;
beforeAll(async () => {
	testing = await testApp({ nowMs: DAY_BEFORE, env: { DEMO: 'on' } });
	app = testing.app;
});
beforeEach(async () => {
	testing.setNow(DAY_BEFORE);
	await testing.reset();
});
afterAll(() => testing.close());

const pageFor = (event: string, locale: string, caller = PUBLIC) => eventPage(app, caller, { event, locale });

describe('the page of an event', () => {
	test('is in the language of its address', async () => {
		await loadDemoOnce(app);
		expect((await pageFor('practice', 'ro'))?.campaign.tagline).toBe('Oprim traficul de persoane');
		expect((await pageFor('practice', 'ru'))?.campaign.place).toBe('Кишинёв, Молдова');
	});

	test('falls back to English where a language is missing', async () => {
		await loadDemoOnce(app);
		await app.database.prisma.campaignContent.deleteMany({ where: { locale: 'ru' } });
		expect((await pageFor('practice', 'ru'))?.campaign.name).toBe(
			'5 km against trafficking: practice edition'
		);
	});

	test('says what the event document says where there is no campaign', async () => {
		const { slug } = await anOpenEvent(app);
		expect((await pageFor(slug, 'ru'))?.campaign).toMatchObject({
			name: '5 km against trafficking',
			place: 'Chișinău',
			price: null,
			services: []
		});
	});

	test('does not exist for an unknown slug', async () => {
		expect(await pageFor('nowhere', 'en')).toBeNull();
	});

	test('says the start of the programme and when registration closes', async () => {
		await loadDemoOnce(app);
		const page = await pageFor('practice', 'en');
		const start = Date.parse('2026-11-29T10:00:00+02:00');
		expect(page).toMatchObject({
			date: '2026-11-29',
			entry: 'open',
			startAtMs: start,
			entryClosesAtMs: start
		});
		testing.setNow(start);
		expect((await pageFor('practice', 'en'))?.entry).toBe('over');
	});

	test('says that all places are taken, and open again after a cancellation', async () => {
		const { id, slug, raceId } = await anOpenEvent(app, { capacity: 1 });
		const wave = await app.database.prisma.wave.findFirstOrThrow({ where: { raceId } });
		const { id: participant } = await app.database.prisma.participant.create({
			data: { eventId: id, raceId, waveId: wave.id, name: 'A', nameFolded: 'a' }
		});
		expect((await pageFor(slug, 'en'))?.entry).toBe('full');
		await app.database.prisma.participant.update({
			where: { id: participant },
			data: { state: 'cancelled' }
		});
		expect((await pageFor(slug, 'en'))?.entry).toBe('open');
	});

	test('knows of a running race by its gun, of results by the last publication', async () => {
		const { prisma } = app.database;
		const { id: eventId, slug, raceId } = await anOpenEvent(app);
		const results = async () => (await pageFor(slug, 'en'))?.races[0]?.results;
		const { id: waveId } = await prisma.wave.findFirstOrThrow({ where: { raceId } });
		const gunAt = (valueMs: number | null) =>
			insertWaveStarts(prisma, [{ eventId, raceId, waveId, valueMs, by: 'desk', why: '', atMs: DAY_BEFORE }]);
		expect(await results()).toBe('none');
		await gunAt(DAY_BEFORE + 1);
		expect(await results()).toBe('none');
		await gunAt(DAY_BEFORE);
		expect(await results()).toBe('live');
		await gunAt(null);
		expect(await results()).toBe('none');
		for (const state of ['provisional', 'official']) {
			const number = state === 'official' ? 2 : 1;
			await prisma.publication.create({ data: { raceId, number, state, rows: [], digest: '', by: 'desk' } });
			expect(await results()).toBe(state);
		}
	});
});

describe('the list of events', () => {
	test('has the next run first, then the past ones', async () => {
		await loadDemoOnce(app);
		await anOpenEvent(app, { slug: 'cancelled', status: 'cancelled' });
		const cards = await eventCards(app, 'en');
		expect(cards.map(({ slug }) => slug).at(-1)).toBe('chisinau-2018');
		expect(cards.find(({ slug }) => slug === 'practice')).toMatchObject({ entry: 'open', demo: true });
	});

	test('gives each service of all events once', async () => {
		await loadDemoOnce(app);
		expect((await allServices(app, 'en')).map(({ phone }) => phone.fromAbroad)).toEqual([
			'+373 22 000 000',
			'+373 22 000 001'
		]);
	});
});
