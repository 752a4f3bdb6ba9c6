import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Registration } from '#lib/schemas/registration.ts';
import { eventCalendar } from '#lib/server/events/calendar.ts';
import { publicBib } from '#lib/server/registration/publicBib.ts';
import { type Registered } from '#lib/server/registration/register.ts';
import { runnerOfSession } from '#lib/server/registration/runnerLink.ts';
import { cancelEntry, runnerPage } from '#lib/server/registration/runnerPage.ts';
import { anOpenEvent, DAY_BEFORE, entered, PUBLIC, runner, tryToRegister } from '../support/openEvent.ts';
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
		await anOpenEvent(fixture.app, { status: 'archived' });
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
	await prisma().event.update({ where: { id }, data: { version: 3, status: 'postponed' } });
	expect(await read()).toMatch(/SEQUENCE:3\r\n[^]*STATUS:TENTATIVE/);
});
