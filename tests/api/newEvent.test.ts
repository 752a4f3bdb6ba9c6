import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EventDocumentSchema } from '#lib/schemas/event/event.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { readEventDocument } from '#lib/server/events/eventDocument.ts';
import { newEvent } from '#lib/server/events/newEvent.ts';
import { aRace, anEvent } from '../support/eventDocuments.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
beforeAll(async () => {
	api = await startApi();
});
beforeEach(() => api.reset());
afterAll(() => api.close());

const OWNER: Caller = { kind: 'owner-key' };
const made = async (name: string, slug: string | null = null, caller: Caller = OWNER) => {
	const document = EventDocumentSchema.parse(anEvent({ name, date: '2027-06-06', races: [aRace()] }));
	const event = await newEvent(api.app, caller, { slug, document });
	return event.ok ? event.value.slug : event.error.reason;
};

const read = (event: string) => readEventDocument(api.app, OWNER, { event });

test('the address is made out of the name and the year, in any of the languages', async () => {
	expect(await made('Alergăm împotriva traficului!')).toBe('alergam-impotriva-traficului-2027');
	expect(await made('Забег против торговли людьми')).toMatch(/^zabeg-protiv-[a-z-]*-2027$/);
	expect(await made('Run 2027')).toBe('run-2027');
	// Letters that no one writes in Latin ones.
	expect(await made('跑')).toMatch(/^[a-z0-9-]+-2027(-2)?$/);
	expect((await made('x'.repeat(200))).length).toBeLessThanOrEqual(40);
});

test('an address that is taken gets a number, and the event that is there stays as it is', async () => {
	expect(await made('Our run')).toBe('our-run-2027');
	const before = await read('our-run-2027');
	expect(await made('Our run')).toBe('our-run-2027-2');
	expect(await made('Our run')).toBe('our-run-2027-3');
	expect(await made('Other run', 'our-run-2027')).toBe('in-use');
	expect(await read('our-run-2027')).toEqual(before);
});

test('the addresses of the desk’s own pages are nobody’s', async () => {
	for (const slug of ['new', 'keys']) expect(await made('Our run', slug)).toBe('in-use');
});

test('owners make events, and nobody else', async () => {
	const organiser: Caller = { kind: 'key', name: 'desk', role: 'organiser', event: null };
	expect(await made('Our run', null, organiser)).toBe('forbidden');
	expect(await made('Our run', null, { kind: 'public' })).toBe('not-signed-in');
});
