/** What somebody gets whose address others type into forms: at most a few mails a day, and nothing that a stranger wrote. */
import { simpleParser, type ParsedMail } from 'mailparser';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Registration } from '#lib/domain/registration/entry.ts';
import type { App } from '#lib/server/app.ts';
import { startOutbox, type Outbox } from '#lib/server/mail/outbox.ts';
import { importParticipants } from '#lib/server/services/importParticipants.ts';
import { register } from '#lib/server/services/register.ts';
import { exchangeLink, requestLink } from '#lib/server/services/runnerLink.ts';
import { cancelEntry } from '#lib/server/services/runnerPage.ts';
import { startMailServer, type MailServer } from '../support/mailServer.ts';
import { anOpenEvent, aRegistration, DAY_BEFORE } from '../support/openEvent.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

let fixture: TestApp;
let smtp: MailServer;
let online: App;
const running: Outbox[] = [];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** More than the test's own acts have moved the clock. */
const SOON = 1000;

beforeAll(async () => {
	fixture = await testApp({ nowMs: DAY_BEFORE });
	// Loaded with the first mail, which on a busy machine takes longer than a test may.
	await Promise.all([
		import('#lib/server/mail/composeMail.ts'),
		import('#lib/server/services/bibPdf.ts'),
		import('nodemailer')
	]);
});
beforeEach(async () => {
	fixture.setNow(DAY_BEFORE);
	await fixture.reset();
	await anOpenEvent(fixture.app);
	smtp = await startMailServer();
	online = { ...fixture.app, env: { ...fixture.app.env, SMTP_URL: smtp.url } };
});
afterEach(async () => {
	await stop();
	await smtp.close();
});
afterAll(() => fixture.close());

/** What happens later is later: a clock that stands would leave the order to chance. */
const tick = () => fixture.setNow(fixture.app.now() + 1);

const start = (): number => running.push(startOutbox(online));
const stop = () => Promise.all(running.splice(0).map((outbox) => outbox.stop()));
const prisma = () => fixture.app.database.prisma;
const until = (what: () => unknown) =>
	vi.waitFor(async () => expect(await what()).toBeTruthy(), { timeout: 50_000, interval: 50 });

async function enter(part: Partial<Registration> = {}, slug = 'practice') {
	tick();
	const registration = aRegistration({ email: 'shared@example.org', ...part });
	const answer = await register(online, { kind: 'public' }, { eventSlug: slug, registration, locale: 'en' });
	if (!answer.ok) throw new Error(answer.error.message);
	return answer.value;
}
const ask = (email = 'shared@example.org') => {
	tick();
	return requestLink(online, { kind: 'public' }, { eventSlug: 'practice', email });
};

/** All that is due has left, and all that waits is held. */
const settled = () =>
	until(async () => {
		const now = new Date(fixture.app.now());
		const due = { sentAt: null, partOfId: null, nextAttemptAt: { lte: now } };
		const leased = { sentAt: null, partOfId: null, heldUntil: null };
		const busy = await prisma().outgoingMail.count({ where: { OR: [due, leased] } });
		return busy === 0 && (await prisma().linkRequest.count()) === 0;
	});
const bibsIn = (mail: ParsedMail): string[] =>
	[...(mail.text ?? '').matchAll(/== Bib (\S+) ==/g)].map(([, bib]) => bib ?? '');
const secretsIn = (mail: ParsedMail): string[] =>
	[...(mail.text ?? '').matchAll(/\/r\/([A-Za-z0-9_-]{22})/g)].map(([, secret]) => secret ?? '');
const person = (n: number): Partial<Registration> => ({
	name: `Person ${n}`,
	birthDate: `${1950 + n}-01-01`
});

describe('to one address, about one event, on one day', () => {
	test('three mails leave at once and the rest together, an hour after the first of them was due', async () => {
		start();
		for (let n = 1; n <= 4; n += 1) await enter(person(n));
		await settled();
		expect(smtp.mails.map(({ subject }) => subject)).toEqual(
			['1', '2', '3'].map((bib) => `Your bib ${bib}: 5 km against trafficking`)
		);
		fixture.setNow(DAY_BEFORE + 40 * MINUTE);
		const { participantId } = await enter(person(5));
		await settled();
		fixture.setNow(DAY_BEFORE + HOUR - 1);
		await settled();
		expect(smtp.mails).toHaveLength(3);

		fixture.setNow(DAY_BEFORE + HOUR + SOON);
		await until(() => smtp.mails.length === 4);
		await settled();
		const last = smtp.mails[3] as ParsedMail;
		expect(last.subject).toBe('Your entries: 5 km against trafficking');
		expect(bibsIn(last)).toEqual(['4', '5']);
		expect(last.attachments.map(({ filename }) => filename)).toEqual([
			'bib-4.pdf',
			'bib-5.pdf',
			'practice.ics'
		]);
		for (const token of secretsIn(last))
			expect((await exchangeLink(online, { kind: 'public' }, { token })).ok).toBe(true);
		const opened = await prisma().participantLink.findMany({ where: { openedAt: { not: null } } });
		expect(opened.map((link) => link.participantId)).toContain(participantId);
		expect(await prisma().outgoingMail.count({ where: { sentAt: null } })).toBe(0);
	});

	test('whatever is asked for adds up, and a link that waits is not said twice', async () => {
		start();
		await enter(person(1));
		await settled();
		for (let n = 0; n < 6; n += 1) {
			await ask();
			await settled();
		}
		expect(smtp.mails).toHaveLength(3);
		fixture.setNow(DAY_BEFORE + HOUR + SOON);
		await until(() => smtp.mails.length === 4);
		await settled();
		expect(secretsIn(smtp.mails[3] as ParsedMail)).toHaveLength(1);
		expect(await prisma().outgoingMail.count({ where: { sentAt: null } })).toBe(0);
	});

	test('another address, another event and another day have mails of their own', async () => {
		await anOpenEvent(fixture.app, { slug: 'other' });
		for (let n = 1; n <= 4; n += 1) await enter(person(n));
		start();
		await settled();
		expect(smtp.mails).toHaveLength(3);
		await enter({ ...person(5), email: 'other@example.org' });
		await enter(person(6), 'other');
		await settled();
		expect(smtp.mails).toHaveLength(5);
		// The event's own midnight, two hours before that of Greenwich.
		fixture.setNow(Date.parse('2026-11-29T00:00:00+02:00'));
		await until(() => smtp.mails.length === 6);
		await enter(person(7));
		await settled();
		expect(smtp.mails.at(-1)?.subject).toBe('Your bib 6: 5 km against trafficking');
	});

	test('a second hour holds again, and the address counts in any spelling', async () => {
		start();
		const organised = [1, 2, 3, 4].map((n) => ({ name: `Person ${n}`, email: 'Shared@Example.org' }));
		await importParticipants(online, { kind: 'owner-key' }, { event: 'practice', items: organised });
		await ask();
		await settled();
		expect(smtp.mails).toHaveLength(3);
		fixture.setNow(DAY_BEFORE + HOUR + SOON);
		await until(() => smtp.mails.length === 4);
		await ask();
		await settled();
		expect(smtp.mails).toHaveLength(4);
		fixture.setNow(DAY_BEFORE + 2 * HOUR + 2 * SOON);
		await until(() => smtp.mails.length === 5);
		expect(bibsIn(smtp.mails[4] as ParsedMail).sort()).toEqual(['1', '2', '3', '4']);
	});

	test.each([4, 9, 23])(
		'of %i entries none is lost and none comes twice, with three processes',
		async (count) => {
			for (let n = 1; n <= count; n += 1) await enter(person(n));
			for (let n = 0; n < 3; n += 1) start();
			await settled();
			expect(smtp.mails).toHaveLength(3);
			fixture.setNow(DAY_BEFORE + HOUR + SOON);
			await until(() => smtp.mails.length === 4);
			await settled();
			expect(smtp.mails).toHaveLength(4);
			const told = smtp.mails.flatMap((mail) => [
				...bibsIn(mail),
				...(mail.subject?.match(/(?<=Your bib )\d+/) ?? [])
			]);
			expect(told.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, n) => n + 1));
		}
	);

	test('what is held outlives a restart, a mail server that refuses, and a process that dies while it sends', async () => {
		for (let n = 1; n <= 6; n += 1) await enter(person(n));
		start();
		await settled();
		await stop();
		fixture.setNow(DAY_BEFORE + HOUR + SOON);
		// As a process leaves it that took the mail and died.
		await prisma().outgoingMail.updateMany({
			where: { heldUntil: { not: null }, partOfId: null },
			data: { attempts: 1, nextAttemptAt: new Date(DAY_BEFORE + HOUR + 5 * MINUTE) }
		});
		fixture.setNow(DAY_BEFORE + HOUR + 5 * MINUTE);
		smtp.fault = 451;
		start();
		await until(async () => prisma().outgoingMail.findFirst({ where: { lastError: { contains: '451' } } }));
		smtp.fault = null;
		fixture.setNow(DAY_BEFORE + 3 * HOUR);
		await until(() => smtp.mails.length === 4);
		await settled();
		expect(bibsIn(smtp.mails[3] as ParsedMail)).toEqual(['4', '5', '6']);
		expect(await prisma().outgoingMail.count({ where: { sentAt: null } })).toBe(0);
	});

	test('the parts of a mail go on when the entry that it was held for is erased, and what was cancelled is left out', async () => {
		const entered = [];
		for (let n = 1; n <= 6; n += 1) entered.push(await enter(person(n)));
		start();
		await settled();
		await prisma().participant.delete({ where: { id: entered[3]?.participantId ?? '' } });
		await prisma().participant.update({
			where: { id: entered[4]?.participantId ?? '' },
			data: { state: 'cancelled' }
		});
		fixture.setNow(DAY_BEFORE + HOUR + SOON);
		await until(async () => (await prisma().outgoingMail.count({ where: { sentAt: null } })) === 0);
		const rest = smtp.mails.slice(3);
		expect(rest.map(({ subject }) => subject)).toEqual(['Your bib 6: 5 km against trafficking']);
	});
});

describe('until a link was opened', () => {
	const TYPED = {
		name: 'Canary Name',
		club: 'Canary Club',
		visibility: 'alias',
		alias: 'Canary Alias'
	} as const;

	test('a mail shows nothing that was typed into the form, in any of its parts', async () => {
		const { participantId } = await enter({ ...TYPED });
		await ask();
		await enter({ ...TYPED });
		start();
		await until(() => smtp.mails.length === 3);
		await cancelEntry(online, { kind: 'runner', participantId });
		await settled();
		fixture.setNow(DAY_BEFORE + HOUR + SOON);
		await until(() => smtp.mails.length === 4);
		for (const mail of smtp.mails) {
			expect(JSON.stringify({ ...mail, attachments: [] })).not.toMatch(/canary/i);
			expect(mail.to).toMatchObject({ value: [{ address: 'shared@example.org', name: '' }] });
			expect(mail.text).toMatch(/^Hello,\n/);
			for (const { content, filename } of mail.attachments)
				expect(`${filename} ${content.toString('latin1')}`).not.toMatch(/canary/i);
		}
	});

	test('the bib that comes with it has its number only, and afterwards what the runner shows', async () => {
		const sizes: number[] = [];
		start();
		await enter({ name: 'Canary Name', visibility: 'name' });
		await until(() => smtp.mails.length === 1);
		await enter({ ...person(2), email: 'other@example.org' });
		await until(() => smtp.mails.length === 2);
		const [token = ''] = secretsIn(smtp.mails[0] as ParsedMail);
		expect((await exchangeLink(online, { kind: 'public' }, { token })).ok).toBe(true);
		await ask();
		await until(() => smtp.mails.length === 3);
		for (const mail of smtp.mails) sizes.push(mail.attachments[0]?.content.length ?? 0);
		const [unconfirmed = 0, bare = 0, confirmed = 0] = sizes;
		// Letters of a name bring glyphs into the file.
		expect(Math.abs(unconfirmed - bare)).toBeLessThan((confirmed - bare) / 2);
		const named = smtp.mails.find(({ text }) => text?.startsWith('Hello Canary Name,'));
		expect(named?.to).toMatchObject({ value: [{ address: 'shared@example.org', name: 'Canary Name' }] });
	});

	test('a runner whom an organiser entered is greeted by name from the first mail', async () => {
		const items = [{ name: 'Ion Popescu', email: 'ion@example.org' }];
		await importParticipants(online, { kind: 'owner-key' }, { event: 'practice', items });
		await ask('ion@example.org');
		start();
		await until(() => smtp.mails.length === 1);
		expect(smtp.mails[0]?.text).toMatch(/^Hello Ion Popescu,/);
	});

	test('a mail kept as a file keeps to it too', async () => {
		await enter({ ...TYPED });
		running.push(startOutbox(fixture.app));
		await settled();
		const folder = join(fixture.app.env.DATA_DIR, 'outbox');
		for (const file of await readdir(folder)) {
			const mail = await simpleParser(await readFile(join(folder, file)));
			expect(mail.text).not.toMatch(/canary/i);
		}
	});
});

describe('when somebody registers who may be entered already', () => {
	const doubles = () => smtp.mails.filter(({ subject }) => subject?.startsWith('Somebody registered'));

	test.each([
		['name and birth date', { email: 'new@example.org' }],
		['name and address', { birthDate: '1971-02-03' }],
		['address and birth date', { name: 'Quite Another' }]
	])('the earlier address is told once, when they share %s', async (_, part) => {
		start();
		await enter({ visibility: 'hidden' });
		await settled();
		await enter({ ...part, club: 'Canary Club' });
		await settled();
		const [told] = doubles();
		expect(told?.to).toMatchObject({ value: [{ address: 'shared@example.org', name: '' }] });
		expect(told?.text).toContain('tell us');
		expect(told?.text).not.toMatch(/canary|new@example|Quite Another|\/r\//i);
		await enter({ ...part, email: 'third@example.org' });
		await settled();
		expect(doubles().filter(({ to }) => JSON.stringify(to).includes('shared@'))).toHaveLength(1);
	});

	test('nobody is told of a namesake, a family member, or somebody who cancelled', async () => {
		start();
		const { participantId } = await enter();
		await settled();
		await enter({ birthDate: '1971-02-03', email: 'new@example.org' });
		await enter({ name: 'Ion Șase', birthDate: '1971-02-03' });
		await cancelEntry(online, { kind: 'runner', participantId });
		await enter({ email: 'third@example.org' });
		await settled();
		expect(doubles()).toEqual([]);
	});

	test('an address that was told of one of its entries is not told of another', async () => {
		await enter(person(1));
		await enter(person(2));
		await enter({ ...person(1), email: 'new@example.org' });
		await enter({ ...person(2), email: 'new@example.org' });
		for (let n = 0; n < 3; n += 1) start();
		await settled();
		expect(await prisma().outgoingMail.count({ where: { kind: 'double' } })).toBe(1);
	});

	test('what is stored when they register is the same as for anybody', async () => {
		const kinds = async (participantId: string) =>
			(await prisma().outgoingMail.findMany({ where: { participantId } })).map(({ kind }) => kind);
		const first = await enter();
		const second = await enter();
		expect(await kinds(first.participantId)).toEqual(['registered']);
		expect(await kinds(second.participantId)).toEqual(['registered']);
	});
});
