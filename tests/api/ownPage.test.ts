/** What runners do on their own page, and how they come back to it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Registration } from '#lib/schemas/registration.ts';
import { type Registered } from '#lib/server/registration/register.ts';
import { results } from '#lib/server/results/results.ts';
import { ownBib } from '#lib/server/print/runnerBib.ts';
import { requestLink, runnerOfSession } from '#lib/server/registration/runnerLink.ts';
import { cancelEntry, changeEntry, runnerPage } from '#lib/server/registration/runnerPage.ts';
import { queueRequestedLinks } from '#lib/server/registration/store/linkRequests.ts';
import {
	aFinish,
	anOpenEvent,
	DAY_BEFORE,
	entered,
	PUBLIC,
	runner,
	tryToRegister
} from '../support/openEvent.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

let fixture: TestApp;
beforeAll(async () => {
	fixture = await testApp({ nowMs: DAY_BEFORE });
});
beforeEach(async () => {
	fixture.setNow(DAY_BEFORE);
	await fixture.reset();
});
afterAll(() => fixture.close());

const prisma = () => fixture.app.database.prisma;
const tryRegister = (part?: Partial<Registration>, eventSlug?: string) =>
	tryToRegister(fixture.app, part, eventSlug);
const registered = (part?: Partial<Registration>) => entered(fixture.app, part);

async function page(who: Registered) {
	const answer = await runnerPage(fixture.app, runner(who), { locale: 'en' });
	if (!answer.ok) throw new Error(answer.error.message);
	return answer.value;
}

describe('the own page', () => {
	test('opens for its runner only', async () => {
		await anOpenEvent(fixture.app);
		await registered();
		for (const caller of [PUBLIC, { kind: 'owner-key' } as const]) {
			const answer = await runnerPage(fixture.app, caller, { locale: 'en' });
			expect(answer.ok ? null : answer.error.reason).toBe('not-signed-in');
		}
	});

	test('says where the mail is: kept in the outbox folder without a mail server', async () => {
		await anOpenEvent(fixture.app);
		expect((await page(await registered())).mail).toBe('kept');
	});

	test('changes hold at once and withdraw a consent by a record of its own', async () => {
		await anOpenEvent(fixture.app);
		const who = await registered({ photos: true, visibility: 'name' });
		fixture.setNow(DAY_BEFORE + 1000);
		const change = {
			name: 'Ana-Maria Șase',
			club: 'Alergotura',
			visibility: 'hidden' as const,
			alias: null,
			photos: false,
			nextYearMail: false
		};
		expect(await changeEntry(fixture.app, runner(who), { change, locale: 'ru' })).toEqual({
			ok: true,
			value: null
		});
		expect(await page(who)).toMatchObject({
			name: change.name,
			club: 'Alergotura',
			visibility: 'hidden',
			photos: false
		});
		const photos = await prisma().consent.findMany({ where: { kind: 'photos' }, orderBy: { at: 'asc' } });
		expect(photos.map(({ given, locale }) => ({ given, locale }))).toEqual([
			{ given: true, locale: 'ro' },
			{ given: false, locale: 'ru' }
		]);
	});

	test('shows their own result to a hidden runner, and to nobody else', async () => {
		await anOpenEvent(fixture.app);
		const who = await registered({ visibility: 'hidden' });
		expect((await page(who)).result).toBeNull();
		await aFinish(fixture.app, { participantId: who.participantId, afterMs: 1_470_001 });
		expect((await page(who)).result).toMatchObject({
			state: 'live',
			row: { place: 1, bib: '1', name: 'Ana Șase', gunTime: '0:24:31' }
		});
		const other = await registered({ name: 'Ion' });
		expect((await page(other)).result).toBeNull();
		const shown = await results(fixture.app, PUBLIC, { event: 'practice', race: '5k', query: {} });
		expect(shown.ok && shown.value.rows).toEqual([]);
	});

	test('cancelling frees the place, keeps the bib out of use and ends every session', async () => {
		await anOpenEvent(fixture.app, { capacity: 1 });
		const who = await registered();
		expect((await tryRegister({ name: 'Ion' })).ok).toBe(false);
		expect((await cancelEntry(fixture.app, runner(who))).ok).toBe(true);
		expect(await runnerOfSession(fixture.app, who.session.secret)).toBeNull();
		expect((await runnerPage(fixture.app, runner(who), { locale: 'en' })).ok).toBe(false);
		expect((await registered({ name: 'Ion' })).bib).toBe('2');
		expect((await cancelEntry(fixture.app, runner(who))).ok).toBe(false);
	});

	test('who cancelled may register again', async () => {
		await anOpenEvent(fixture.app);
		await cancelEntry(fixture.app, runner(await registered()));
		expect((await registered()).bib).toBe('2');
	});

	test('after the race day nobody cancels any more', async () => {
		await anOpenEvent(fixture.app);
		const who = await registered();
		fixture.setNow(Date.parse('2026-11-30T00:00:00+02:00'));
		const answer = await cancelEntry(fixture.app, runner(who));
		expect(answer.ok ? null : answer.error.reason).toBe('closed');
		expect((await page(who)).cancellable).toBe(false);
	});

	test('a session ends after half a year', async () => {
		await anOpenEvent(fixture.app);
		const { session } = await registered();
		fixture.setNow(session.expiresAtMs);
		expect(await runnerOfSession(fixture.app, session.secret)).toBeNull();
	});

	test('the bib is a PDF in the language asked for', async () => {
		await anOpenEvent(fixture.app);
		const answer = await ownBib(fixture.app, runner(await registered()), { locale: 'ru' });
		expect(answer.ok && answer.value.filename).toBe('nomer-1.pdf');
		expect(answer.ok && answer.value.pdf.subarray(0, 5).toString()).toBe('%PDF-');
	});
});

describe('asking for the link again', () => {
	const ask = (email: string) => requestLink(fixture.app, PUBLIC, { eventSlug: 'practice', email });
	const queue = () => queueRequestedLinks(prisma(), { nowMs: DAY_BEFORE, limit: 100 });
	const links = () => prisma().outgoingMail.count({ where: { kind: 'link' } });

	test('is answered and stored alike whether or not the address is known', async () => {
		await anOpenEvent(fixture.app);
		await registered();
		expect(await ask('nobody@example.org')).toEqual(await ask('ANA@example.org'));
		const asked = await prisma().linkRequest.findMany({ orderBy: { email: 'asc' } });
		expect(asked.map(({ email }) => email)).toEqual(['ana@example.org', 'nobody@example.org']);
		expect(await links()).toBe(0);
		expect(await queue()).toBe(2);
		expect(await links()).toBe(1);
		expect(await prisma().linkRequest.count()).toBe(0);
	});

	test('reaches each of a family that shares an address, and nobody who cancelled', async () => {
		await anOpenEvent(fixture.app);
		await registered();
		await registered({ name: 'Ion Șase' });
		await cancelEntry(fixture.app, runner(await registered({ name: 'Radu Șase' })));
		await ask('ana@example.org');
		await queue();
		expect(await links()).toBe(2);
	});

	test('of several processes that take requests, each is taken once', async () => {
		await anOpenEvent(fixture.app);
		await registered();
		for (let i = 0; i < 10; i += 1) await ask('ana@example.org');
		const taken = await Promise.all([queue(), queue(), queue()]);
		expect(taken.reduce((sum, one) => sum + one)).toBe(10);
		expect(await links()).toBe(10);
	});
});
