/**
 * Makes a mail out of its rows, at the moment of sending: in the runner's language, with the entry as it is now and a
 * fresh secret link, of which only the hash is stored. So no secret waits in the database.
 */
import type { SendMailOptions } from 'nodemailer';
import * as m from '#lib/paraglide/messages.js';
import { baseLocale, toLocale, type Locale } from '#lib/paraglide/runtime.js';
import type { App } from '#lib/server/app.ts';
import { calendarOf } from '#lib/server/events/calendar.ts';
import { eventWords } from '#lib/server/events/eventWords.ts';
import { bibFileOf } from '#lib/server/print/runnerBib.ts';
import { wasToldOff, type DueMail, type MailKind } from './store/outgoingMails.ts';
import { findRunner, type Runner } from '#lib/server/registration/store/runners.ts';
import { html, plainText, type Part } from './layout.ts';
import { sectionOf, wordsOf, type Occasion } from './mailWords.ts';

/** More bibs than these make a mail that mail servers refuse; the pages behind the links have them too. */
const ATTACHED_BIBS = 40;

/**
 * @param mails one, or those that leave together: all to one address, about one event.
 * Null when all have lost their reason: no address, or the entry was cancelled before they left.
 */
export async function composeMail(
	app: App,
	mails: readonly [DueMail, ...DueMail[]]
): Promise<SendMailOptions | null> {
	const occasions = await occasionsOf(app, mails);
	const [first, ...others] = occasions;
	if (!first) return null;
	const [lead] = mails;
	const { runner, email, locale } = first;
	const { name: event } = eventWords(runner.event, locale);
	const { subject, parts } = others.length === 0 ? await wordsOf(app, first) : await together(app, occasions);
	// Until the link was opened, anybody may have typed this name, and this address beside it.
	const named = others.length === 0 && runner.confirmed;
	const hello = named ? m.mail_hello({ name: runner.name }, { locale }) : m.mail_hello_plain({}, { locale });
	const layout = {
		locale,
		heading: event,
		parts: [{ text: hello }, ...parts],
		footer: m.mail_footer({}, { locale })
	};
	return {
		// The same at every try, so that a mailbox that gets it twice can tell.
		messageId: `<${lead.id}@${new URL(app.origin()).hostname}>`,
		date: new Date(lead.createdAtMs),
		from: app.env.MAIL_FROM,
		to: named ? { name: runner.name, address: email } : email,
		subject,
		text: plainText(layout),
		html: html(layout),
		headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': locale },
		attachments: await attachmentsOf(app, occasions)
	};
}

/** What there is still to say: each thing once, and no link by itself where the mail of the registration holds one. */
async function occasionsOf(app: App, mails: readonly DueMail[]): Promise<Occasion[]> {
	const occasions = new Map<string, Occasion>();
	for (const { participantId, kind } of mails) {
		const runner = await findRunner(app.database.prisma, participantId);
		if (!runner?.email || runner.mergedIntoId || runner.cancelled !== (kind === 'cancelled')) continue;
		if (!(await isStillSo(app, kind, runner))) continue;
		const locale: Locale = toLocale(runner.locale) ?? baseLocale;
		if (kind === 'link' && occasions.has(`registered ${participantId}`)) continue;
		if (kind === 'registered') occasions.delete(`link ${participantId}`);
		occasions.set(`${kind} ${participantId}`, { kind, runner, email: runner.email, locale });
	}
	return [...occasions.values()];
}

/** What a mail says of the event was perhaps taken back before it left. */
async function isStillSo(app: App, kind: MailKind, { id, event }: Runner): Promise<boolean> {
	if (kind === 'event-cancelled' || kind === 'event-postponed') return kind === `event-${event.status}`;
	if (kind !== 'event-held') return true;
	return event.status === 'published' && (await wasToldOff(app.database.prisma, id));
}

/** One mail of several: in the language of the first, a section for each. */
async function together(
	app: App,
	occasions: readonly Occasion[]
): Promise<{ subject: string; parts: Part[] }> {
	const { locale = 'en', runner } = occasions[0] ?? {};
	const event = runner ? eventWords(runner.event, locale).name : '';
	const parts: Part[] = [{ text: m.mail_together_intro({ event }, { locale }) }];
	for (const occasion of occasions) parts.push(...(await sectionOf(app, { ...occasion, locale })));
	return { subject: m.mail_together_subject({ event }, { locale }), parts };
}

async function attachmentsOf(app: App, occasions: readonly Occasion[]) {
	const entered = occasions.filter(({ kind }) => kind === 'registered' || kind === 'link');
	const [first] = occasions.filter(({ kind }) => kind !== 'cancelled' && kind !== 'double');
	if (!first) return [];
	const calendar = {
		filename: `${first.runner.event.slug}.ics`,
		content: calendarOf(app, first.runner.event, first.locale),
		contentType: 'text/calendar; charset=utf-8; method=PUBLISH'
	};
	const bibs = [];
	for (const { runner, locale } of entered.slice(0, ATTACHED_BIBS)) {
		const file = await bibFileOf(app, withoutTypedName(runner), locale);
		if (file) bibs.push({ filename: file.filename, content: file.pdf, contentType: 'application/pdf' });
	}
	return [...bibs, calendar];
}

/** The bib is shown by its number to an address that may be a stranger's. */
const withoutTypedName = (runner: Runner): Runner =>
	runner.confirmed ? runner : { ...runner, visibility: 'bib' };
