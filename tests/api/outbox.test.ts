import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { simpleParser, type ParsedMail } from 'mailparser';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { App } from '#lib/server/app.ts';
import { startOutbox, type Outbox } from '#lib/server/mail/outbox.ts';
import { register } from '#lib/server/registration/register.ts';
import { exchangeLink, requestLink, runnerOfSession } from '#lib/server/registration/runnerLink.ts';
import { cancelEntry } from '#lib/server/registration/runnerPage.ts';
import { startMailServer, type MailServer } from '../support/mailServer.ts';
import { anOpenEvent, aRegistration, DAY_BEFORE } from '../support/openEvent.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

let fixture: TestApp;
let smtp: MailServer;
let online: App;
const running: Outbox[] = [];

beforeAll(async () => {
	fixture = await testApp({ nowMs: DAY_BEFORE });
});
beforeEach(async () => {
	fixture.setNow(DAY_BEFORE);
	await fixture.reset();
	await anOpenEvent(fixture.app);
	smtp = await startMailServer();
	online = { ...fixture.app, env: { ...fixture.app.env, SMTP_URL: smtp.url } };
});
afterEach(async () => {
	await Promise.all(running.splice(0).map((outbox) => outbox.stop()));
	await smtp.close();
});
afterAll(() => fixture.close());

function start(app: App = online): Outbox {
	const outbox = startOutbox(app, { pauseMs: 50 });
	running.push(outbox);
	return outbox;
}
/** The application, and how often it was asked for the time: an outbox that finds nothing due asks once each look. */
function counted(app: App): { app: App; looks: () => number } {
	let looks = 0;
	const now = () => {
		looks += 1;
		return app.now();
	};
	return { app: { ...app, now }, looks: () => looks };
}
const prisma = () => fixture.app.database.prisma;

async function registered(locale = 'ru', name = 'Анна Бегунья', email = 'ana@example.org') {
	const answer = await register(
		online,
		{ kind: 'public' },
		{ eventSlug: 'practice', registration: aRegistration({ name, email }), locale }
	);
	if (!answer.ok) throw new Error(answer.error.message);
	return { kind: 'runner' as const, participantId: answer.value.participantId };
}
const waiting = () => prisma().outgoingMail.count({ where: { sentAt: null } });
const until = (what: () => unknown) =>
	vi.waitFor(async () => expect(await what()).toBeTruthy(), { timeout: 120_000, interval: 50 });
const secretIn = (mail: ParsedMail): string => /\/r\/([A-Za-z0-9_-]+)/.exec(mail.text ?? '')?.[1] ?? '';

describe('a mail of a registration', () => {
	test('arrives in the runner’s language with bib, calendar and secret link', async () => {
		await registered();
		start();
		await until(() => smtp.mails.length === 1);
		const [mail] = smtp.mails as [ParsedMail];
		expect(mail.subject).toBe('Ваш номер 1: 5 km against trafficking');
		expect(mail.html).toContain('lang="ru"');
		const [bib, calendar] = mail.attachments;
		expect([bib?.filename, bib?.contentType]).toEqual(['nomer-1.pdf', 'application/pdf']);
		expect(bib?.content.subarray(0, 5).toString()).toBe('%PDF-');
		const event = new ICAL.Component(ICAL.parse(calendar?.content.toString() ?? '')).getFirstSubcomponent(
			'vevent'
		);
		expect(event?.getFirstPropertyValue('location')).toBe('Chișinău');
		expect(mail.text).toContain(`https://run.example.org/ru/r/${secretIn(mail)}`);
		await until(async () => (await waiting()) === 0);
	});

	test('holds a link that opens the own page, and the database holds only its hash', async () => {
		const { participantId } = await registered();
		start();
		await until(() => smtp.mails.length === 1);
		const token = secretIn(smtp.mails[0] as ParsedMail);
		expect(Buffer.from(token, 'base64url')).toHaveLength(16);
		const links = await prisma().participantLink.findMany();
		expect(links.map(({ hash }) => hash)).not.toContain(token);
		const session = await exchangeLink(online, { kind: 'public' }, { token });
		expect(session.ok && (await runnerOfSession(online, session.value.secret))).toBe(participantId);
		expect((await exchangeLink(online, { kind: 'public' }, { token: 'A'.repeat(22) })).ok).toBe(false);
	});

	test('of a link asked for again opens too, and both go when the entry is cancelled', async () => {
		const runner = await registered();
		start();
		await until(() => smtp.mails.length === 1);
		await requestLink(online, { kind: 'public' }, { eventSlug: 'practice', email: 'Ana@Example.org' });
		await until(() => smtp.mails.length === 2);
		const tokens = smtp.mails.map(secretIn);
		for (const token of tokens)
			expect((await exchangeLink(online, { kind: 'public' }, { token })).ok).toBe(true);
		await cancelEntry(online, runner);
		await until(() => smtp.mails.length === 3);
		expect(smtp.mails[2]).toMatchObject({
			subject: 'Регистрация отменена: 5 km against trafficking',
			attachments: []
		});
		for (const token of tokens)
			expect((await exchangeLink(online, { kind: 'public' }, { token })).ok).toBe(false);
	});

	test('is not sent when the entry was cancelled before it left', async () => {
		await cancelEntry(online, await registered());
		start();
		await until(async () => (await waiting()) === 0);
		expect(smtp.mails.map((mail) => mail.subject)).toEqual([
			'Регистрация отменена: 5 km against trafficking'
		]);
	});
});

describe('the outbox', () => {
	test('keeps what waits over a restart: nothing lost, nothing twice', async () => {
		for (let i = 0; i < 6; i += 1) await registered('en', `Runner ${i}`, `runner-${i}@example.org`);
		let stopping: Promise<void> | null = null;
		const first = start();
		smtp.onMail = () => void (stopping ??= first.stop());
		await until(() => stopping !== null);
		await stopping;
		const before = smtp.mails.length;
		expect(before).toBeGreaterThanOrEqual(1);
		expect(before).toBeLessThan(6);
		start();
		await until(async () => (await waiting()) === 0);
		expect(smtp.mails.map((mail) => mail.subject?.split(':')[0]).sort()).toEqual(
			['1', '2', '3', '4', '5', '6'].map((bib) => `Your bib ${bib}`)
		);
	});

	test('of two processes shares the work and sends each mail once', async () => {
		for (let i = 0; i < 8; i += 1) await registered('en', `Runner ${i}`, `runner-${i}@example.org`);
		start();
		start();
		await until(async () => (await waiting()) === 0);
		expect(new Set(smtp.mails.map((mail) => mail.messageId)).size).toBe(8);
		expect(smtp.mails).toHaveLength(8);
	});

	test('takes again what a process that died had taken, once its lease has run out', async () => {
		await registered();
		await prisma().outgoingMail.updateMany({
			data: { attempts: 1, nextAttemptAt: new Date(DAY_BEFORE + 5 * 60_000) }
		});
		const { app, looks } = counted(online);
		start(app);
		await until(() => looks() > 10);
		expect(smtp.mails).toHaveLength(0);
		fixture.setNow(DAY_BEFORE + 5 * 60_000);
		await until(() => smtp.mails.length === 1);
	});

	test('tries again later what the server refused, and keeps no address with the fault', async () => {
		await registered();
		smtp.fault = 451;
		start();
		await until(async () => (await prisma().outgoingMail.findFirst())?.lastError);
		const mail = await prisma().outgoingMail.findFirstOrThrow();
		expect(mail).toMatchObject({ attempts: 1, sentAt: null, nextAttemptAt: new Date(DAY_BEFORE + 30_000) });
		expect(mail.lastError).toContain('451');
		expect(mail.lastError).not.toContain('@');
		smtp.fault = null;
		fixture.setNow(DAY_BEFORE + 30_000);
		await until(() => smtp.mails.length === 1);
	});

	test('without a mail server keeps each mail as a file that only the server’s user may read', async () => {
		await registered('ro', 'Alergătorul Șapte Țintă');
		start(fixture.app);
		await until(async () => (await waiting()) === 0);
		const folder = join(fixture.app.env.DATA_DIR, 'outbox');
		const files = await readdir(folder);
		expect(files).toHaveLength(1);
		const file = join(folder, files[0] ?? '');
		expect((await stat(file)).mode & 0o777).toBe(0o600);
		const mail = await simpleParser(await readFile(file));
		expect(mail.subject).toBe('Numărul dvs. 1: 5 km against trafficking');
		expect(mail.attachments.map((part) => part.filename)).toEqual(['numar-1.pdf', 'practice.ics']);
	});
});
