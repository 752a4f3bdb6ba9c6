/**
 * Mails as those get them who registered, or whose address others typed: an open event `practice`, its outbox with a real
 * mail server, and a clock that the test moves. One a file; call at the top level.
 */
import type { ParsedMail } from 'mailparser';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import type { Registration } from '#lib/schemas/registration.ts';
import type { App } from '#lib/server/app.ts';
import { startOutbox, type Outbox } from '#lib/server/mail/outbox.ts';
import { register, type Registered } from '#lib/server/registration/register.ts';
import { requestLink } from '#lib/server/registration/runnerLink.ts';
import { startMailServer, type MailServer } from './mailServer.ts';
import { anOpenEvent, aRegistration, DAY_BEFORE } from './openEvent.ts';
import { testApp, type TestApp } from './testApp.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** More than the test's own acts have moved the clock. */
export const SOON = 1000;

let fixture: TestApp;
let smtp: MailServer;
let online: App;
const running: Outbox[] = [];

export function useMailbox(): void {
	beforeAll(async () => {
		fixture = await testApp({ nowMs: DAY_BEFORE });
		// Loaded with the first mail, which on a busy machine takes longer than a test may.
		await Promise.all([
			import('#lib/server/mail/composeMail.ts'),
			import('#lib/server/print/bibPdf.ts'),
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
}

/** With a mail server. */
export const app = (): App => online;
/** Keeps mails as files. */
export const appWithoutServer = (): App => fixture.app;
export const mails = (): ParsedMail[] => smtp.mails;
export const refuseWith = (fault: number | null): number | null => (smtp.fault = fault);
export const setNow = (ms: number): void => fixture.setNow(ms);
export const prisma = () => fixture.app.database.prisma;

/** One more process. */
export const start = (process: App = online): number => running.push(startOutbox(process, { pauseMs: 50 }));
export const stop = () => Promise.all(running.splice(0).map((outbox) => outbox.stop()));
export const until = (what: () => unknown) =>
	vi.waitFor(async () => expect(await what()).toBeTruthy(), { timeout: 120_000, interval: 50 });

/** What happens later is later: a clock that stands would leave the order to chance. */
const tick = (): void => fixture.setNow(fixture.app.now() + 1);

export async function enter(part: Partial<Registration> = {}, eventSlug = 'practice'): Promise<Registered> {
	tick();
	const registration = aRegistration({ email: 'shared@example.org', ...part });
	const answer = await register(online, { kind: 'public' }, { eventSlug, registration, locale: 'en' });
	if (!answer.ok) throw new Error(answer.error.message);
	return answer.value;
}

export function ask(email = 'shared@example.org') {
	tick();
	return requestLink(online, { kind: 'public' }, { eventSlug: 'practice', email });
}

/** All that is due has left, and all that waits is held. */
export const settled = () =>
	until(async () => {
		// First, since a request becomes mails in one step: none is left, so its mails are there to be counted.
		const requests = await prisma().linkRequest.count();
		const due = { sentAt: null, partOfId: null, nextAttemptAt: { lte: new Date(fixture.app.now()) } };
		const leased = { sentAt: null, partOfId: null, heldUntil: null };
		const busy = await prisma().outgoingMail.count({ where: { OR: [due, leased] } });
		return requests === 0 && busy === 0;
	});

/** Of the sections of a mail that says several things. */
export const bibsIn = (mail: ParsedMail | undefined): string[] =>
	[...(mail?.text ?? '').matchAll(/== Bib (\S+) ==/g)].map(([, bib]) => bib ?? '');
export const secretsIn = (mail: ParsedMail | undefined): string[] =>
	[...(mail?.text ?? '').matchAll(/\/r\/([A-Za-z0-9_-]{22})/g)].map(([, secret]) => secret ?? '');

/** The n-th of several who have nothing in common but what is said beside it. */
export const person = (n: number): Partial<Registration> => ({
	name: `Person ${n}`,
	birthDate: `${1950 + n}-01-01`
});
