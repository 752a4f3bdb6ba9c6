/** What an event says in each language, and the rules that runners agree to, by their versions. */
import { describe, expect, test } from 'vitest';
import type { Caller } from '#lib/server/access/caller.ts';
import type { WrittenEventDocument } from '#lib/schemas/event/event.ts';
import { WORDS_FORM } from '#lib/schemas/event/wordsForm.ts';
import { eventCalendar } from '#lib/server/events/calendar.ts';
import { eventPage } from '#lib/server/events/eventPage.ts';
import { eventSettings, saveSettings } from '#lib/server/events/eventSettings.ts';
import { offeredEntry } from '#lib/server/registration/entryOffer.ts';
import { register } from '#lib/server/registration/register.ts';
import { apiOfFile } from '../support/apiOfFile.ts';
import { anEvent, aRace } from '../support/eventDocuments.ts';
import { aRegistration, PUBLIC } from '../support/openEvent.ts';

const { api, call } = apiOfFile();
const OWNER: Caller = { kind: 'owner-key' };
const LATER = { status: 'scheduled', registrationClosesAt: null, date: '2030-05-19' } as const;

const put = (json: object) =>
	call<WrittenEventDocument>('/events/run', { method: 'PUT', key: api.ownerKey, json });
const read = async () => (await call<WrittenEventDocument>('/events/run?as=document')).body;
const pageIn = (locale: string) => eventPage(api.app, PUBLIC, { event: 'run', locale });
const saved = async (typed: Record<string, string>) => {
	const asked = { event: 'run', form: WORDS_FORM };
	const now = await eventSettings(api.app, OWNER, asked);
	if (!now.ok) throw new Error(now.error.message);
	return saveSettings(api.app, OWNER, { ...asked, typed, was: now.value.settings });
};
const termsOf = async (participantId: string) =>
	(await api.app.database.prisma.consent.findFirstOrThrow({ where: { participantId, kind: 'terms' } }))
		.textVersion;
const entered = async (rulesRead: number | null) => {
	const made = await register(api.app, PUBLIC, {
		eventSlug: 'run',
		registration: aRegistration({ race: '5k' }),
		rulesRead,
		locale: 'ro'
	});
	if (!made.ok) throw new Error(made.error.why);
	return termsOf(made.value.participantId);
};

describe('texts by language', () => {
	test('stay where a document leaves them out, and go where it empties them', async () => {
		const texts = {
			words: { ro: { name: 'Alergarea', place: 'Chișinău, centru', meetingPoint: 'lângă fântână' } },
			rules: { ro: 'Fără câini.' }
		};
		await put({ ...anEvent({ races: [aRace({ names: { ro: 'Cinci kilometri' } })], ...LATER }), ...texts });
		await put(anEvent({ races: [aRace()], ...LATER }));
		expect(await read()).toMatchObject({ ...texts, races: [{ names: { ro: 'Cinci kilometri' } }] });
		await put({ ...anEvent({ races: [aRace({ names: {} })], ...LATER }), words: {}, rules: {} });
		const { words, rules, races } = await read();
		expect([words, rules, races[0]?.names]).toEqual([undefined, undefined, undefined]);
	});

	test('are shown in that language alone; the meeting point in the one there is', async () => {
		const race = aRace({ name: '5 km', names: { ru: 'Пять километров' } });
		const words = { ru: { name: 'Забег', meetingPoint: 'у фонтана' } };
		await put({ ...anEvent({ name: 'The run', races: [race], ...LATER }), words });
		const [en, ru] = [await pageIn('en'), await pageIn('ru')];
		expect([en?.campaign.name, en?.races[0]?.name, en?.meetingPoint]).toEqual([
			'The run',
			'5 km',
			'у фонтана'
		]);
		expect([ru?.campaign.name, ru?.races[0]?.name]).toEqual(['Забег', 'Пять километров']);
		const offer = await offeredEntry(api.app, PUBLIC, { eventSlug: 'run', locale: 'ru' });
		expect(offer.ok && offer.value.races.map(({ name }) => name)).toEqual(['Пять километров']);
		const calendar = await eventCalendar(api.app, PUBLIC, { eventSlug: 'run', locale: 'ru' });
		expect(calendar.ok && calendar.value).toMatch(/SUMMARY:Забег[\s\S]*LOCATION:.*у фонтана/);
	});

	test('each fault stands at its field, in a form and in a document', async () => {
		await put(anEvent({ races: [aRace()], ...LATER }));
		const long = 'x'.repeat(201);
		const refused = await saved({ name_ro: long, race_ru_5k: long, rules_en: 'y'.repeat(10_001) });
		expect(refused).toMatchObject({
			error: {
				why: 'faults',
				faults: [
					{ field: 'name_ro', limit: '200' },
					{ field: 'rules_en', limit: '10000' },
					{ field: 'race_ru_5k', limit: '200' }
				]
			}
		});
		const wrong = await put({ ...anEvent({ races: [aRace()], ...LATER }), words: { de: { name: 'Lauf' } } });
		expect(wrong.status).toBe(422);
	});
});

describe('the rules of a run', () => {
	test('each change is a version; an entry keeps the one that its form showed', async () => {
		await put(anEvent({ races: [aRace()], ...LATER }));
		expect(await entered(null)).toBe('2026-11');
		await saved({ rules_en: 'No dogs.' });
		expect(await entered(1)).toBe('2026-11 rules-1');
		await saved({ rules_en: 'No dogs. No headphones.', rules_ro: 'Fără câini, fără căști.' });
		await saved({ name_ro: 'Alergarea' });
		expect(await eventSettings(api.app, OWNER, { event: 'run' })).toMatchObject({
			value: { rules: { version: 2 } }
		});
		expect((await pageIn('ro'))?.rules).toEqual({ version: 2, text: 'Fără câini, fără căști.' });
		// Filled in while the second came: what was read counts. What no version is, is the one in force.
		expect(await entered(1)).toBe('2026-11 rules-1');
		expect(await entered(7)).toBe('2026-11 rules-2');
		await saved({ rules_en: '', rules_ro: '' });
		expect(await entered(2)).toBe('2026-11');
		expect((await pageIn('ro'))?.rules).toBeNull();
	});

	test('what was agreed to can be read for as long as the event is there', async () => {
		await put({ ...anEvent({ races: [aRace()], ...LATER }), rules: { en: 'One.' } });
		await put({ ...anEvent({ races: [aRace()], ...LATER }), rules: { en: 'Two.' } });
		const kept = await api.app.database.prisma.eventRules.findMany({ orderBy: { version: 'asc' } });
		expect(kept.map(({ version, texts }) => [version, texts])).toEqual([
			[1, { en: 'One.' }],
			[2, { en: 'Two.' }]
		]);
	});
});
