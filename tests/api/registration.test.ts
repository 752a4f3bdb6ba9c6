import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Registration } from '#lib/schemas/registration.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { eventCalendar } from '#lib/server/events/calendar.ts';
import { publicBib } from '#lib/server/registration/publicBib.ts';
import { register, type Registered } from '#lib/server/registration/register.ts';
import { results } from '#lib/server/results/results.ts';
import { ownBib } from '#lib/server/print/runnerBib.ts';
import { requestLink, runnerOfSession } from '#lib/server/registration/runnerLink.ts';
import { cancelEntry, changeEntry, runnerPage } from '#lib/server/registration/runnerPage.ts';
import { queueRequestedLinks } from '#lib/server/registration/store/linkRequests.ts';
import { aFinish, anOpenEvent, aRegistration, DAY_BEFORE } from '../support/openEvent.ts';
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

const PUBLIC: Caller = { kind: 'public' };
const runner = ({ participantId }: Registered): Caller => ({ kind: 'runner', participantId });
const prisma = () => fixture.app.database.prisma;

const tryRegister = (part: Partial<Registration> = {}, eventSlug = 'practice') =>
	register(fixture.app, PUBLIC, { eventSlug, registration: aRegistration(part), locale: 'ro' });

async function registered(part: Partial<Registration> = {}): Promise<Registered> {
	const answer = await tryRegister(part);
	if (!answer.ok) throw new Error(answer.error.message);
	return answer.value;
}

async function page(who: Registered) {
	const answer = await runnerPage(fixture.app, runner(who), { locale: 'en' });
	if (!answer.ok) throw new Error(answer.error.message);
	return answer.value;
}

describe('a registration', () => {
	test('gives a bib, a session, a mail to send and a consent for each box', async () => {
		const event = await anOpenEvent(fixture.app);
		const who = await registered({ photos: true, visibility: 'alias', alias: 'Fulger' });
		expect(who.bib).toBe('1');
		expect(await runnerOfSession(fixture.app, who.session.secret)).toBe(who.participantId);
		const stored = await prisma().participant.findUniqueOrThrow({
			where: { id: who.participantId },
			include: { consents: true, mails: true, bib: true }
		});
		expect(stored).toMatchObject({
			name: 'Ana Șase',
			nameFolded: 'ana sase',
			locale: 'ro',
			alias: 'Fulger'
		});
		expect(stored.bib?.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
		expect(stored.mails.map((mail) => mail.kind)).toEqual(['registered']);
		expect(Object.fromEntries(stored.consents.map(({ kind, given }) => [kind, given]))).toEqual({
			terms: true,
			name: false,
			photos: true,
			'next-year-mail': false
		});
		expect(new Set(stored.consents.map((c) => `${c.textVersion} ${c.locale} ${c.at.getTime()}`)).size).toBe(
			1
		);
		const audit = await prisma().auditEntry.findMany({ where: { eventId: event.id } });
		expect(audit.map(({ actor, action, subject }) => ({ actor, action, subject }))).toEqual([
			{ actor: 'public', action: 'participant-registered', subject: who.participantId }
		]);
	});

	test('of twenty at once for seven places, seven get in, each with a bib of their own', async () => {
		await anOpenEvent(fixture.app, { capacity: 7 });
		const answers = await Promise.all(
			Array.from({ length: 20 }, (_, i) => tryRegister({ name: `Runner ${i}`, email: `r${i}@example.org` }))
		);
		const bibs = answers.flatMap((answer) => (answer.ok ? [answer.value.bib] : []));
		expect([...bibs].sort()).toEqual(['1', '2', '3', '4', '5', '6', '7']);
		const whys = answers.flatMap((answer) => (answer.ok ? [] : [answer.error.why]));
		expect(whys).toEqual(Array(13).fill('full'));
		expect(await prisma().participant.count()).toBe(7);
		expect(await prisma().outgoingMail.count()).toBe(7);
	});

	test('of the same person is entered like any other: own bib, own place, own session', async () => {
		await anOpenEvent(fixture.app, { capacity: 20 });
		const answers = await Promise.all(Array.from({ length: 20 }, () => tryRegister()));
		const entered = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
		expect(new Set(entered.map(({ bib }) => bib)).size).toBe(20);
		expect(new Set(entered.map(({ session }) => session.secret)).size).toBe(20);
		const answer = await tryRegister();
		expect(answer.ok ? null : answer.error).toMatchObject({ reason: 'full', why: 'full' });
	});

	test('of a minor needs the guardian, and keeps who agreed', async () => {
		await anOpenEvent(fixture.app);
		const minor = { birthDate: '2012-01-01' };
		const alone = await tryRegister(minor);
		expect(alone.ok ? null : alone.error.faults.map((fault) => fault.field)).toEqual([
			'guardianName',
			'guardianConsent'
		]);
		const who = await registered({ ...minor, guardianName: 'Maria Șase', guardianConsent: true });
		const stored = await prisma().participant.findUniqueOrThrow({ where: { id: who.participantId } });
		expect(stored.guardianName).toBe('Maria Șase');
		expect((await page(who)).minor).toBe(true);
	});

	test('for an event that is closed, over or unknown says which', async () => {
		await anOpenEvent(fixture.app, { status: 'closed' });
		await anOpenEvent(fixture.app, { slug: 'off', status: 'cancelled' });
		const why = async (slug: string) => {
			const answer = await tryRegister({}, slug);
			return answer.ok ? 'registered' : `${answer.error.reason}: ${answer.error.why}`;
		};
		expect(await why('practice')).toBe('closed: over');
		expect(await why('off')).toBe('closed: cancelled');
		expect(await why('nowhere')).toBe('event-unknown: unknown');
	});

	test('takes the number above the highest, spare bibs and zeros before it counted', async () => {
		const { id } = await anOpenEvent(fixture.app);
		await prisma().bib.create({ data: { eventId: id, number: '1', code: '0000000001' } });
		await prisma().bib.create({ data: { eventId: id, number: '003', code: '0000000003' } });
		expect((await registered()).bib).toBe('4');
		expect((await registered({ name: 'Ion' })).bib).toBe('5');
	});
});

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

describe('a bib opened by any phone', () => {
	const open = async ({ participantId }: Registered) => {
		const { code } = await prisma().bib.findUniqueOrThrow({ where: { participantId } });
		const answer = await publicBib(fixture.app, PUBLIC, { code: code.toLowerCase() });
		return answer.ok ? answer.value : null;
	};

	test.each([
		['name', 'Canary Name'],
		// Until an organiser has released it.
		['alias', null],
		['bib', null],
		['hidden', null]
	] as const)('of a runner shown by %s says %s', async (visibility, shownName) => {
		await anOpenEvent(fixture.app);
		const who = await registered({ name: 'Canary Name', visibility, alias: 'Fulger', club: 'Canary Club' });
		expect(await open(who)).toEqual({ number: '1', eventSlug: 'practice', shownName });
	});

	test('of a cancelled runner, a spare and an unknown code tells nothing', async () => {
		const { id } = await anOpenEvent(fixture.app);
		const who = await registered({ name: 'Canary Name', visibility: 'name' });
		await cancelEntry(fixture.app, runner(who));
		expect((await open(who))?.shownName).toBeNull();
		await prisma().bib.create({ data: { eventId: id, number: '99', code: '0123456789' } });
		expect(await publicBib(fixture.app, PUBLIC, { code: 'o123456789' })).toMatchObject({
			value: { number: '99', shownName: null }
		});
		expect((await publicBib(fixture.app, PUBLIC, { code: '0000000000' })).ok).toBe(false);
		expect((await publicBib(fixture.app, PUBLIC, { code: "' or 1=1" })).ok).toBe(false);
	});
});

test("the event's calendar entry changes SEQUENCE with the event", async () => {
	const { id } = await anOpenEvent(fixture.app);
	const read = async () => {
		const answer = await eventCalendar(fixture.app, PUBLIC, { eventSlug: 'practice', locale: 'ro' });
		return answer.ok ? answer.value : '';
	};
	expect(await read()).toContain('SEQUENCE:1\r\nDTSTART;TZID=Europe/Chisinau:20261129T100000\r\n');
	await prisma().event.update({ where: { id }, data: { version: 2, status: 'cancelled' } });
	expect(await read()).toMatch(/SEQUENCE:2\r\n[^]*STATUS:CANCELLED/);
});
