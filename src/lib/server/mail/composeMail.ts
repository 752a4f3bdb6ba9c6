/**
 * Makes a mail out of its row, at the moment of sending: in the runner's language, with the entry as it is now and a
 * fresh secret link, of which only the hash is stored. So no secret waits in the database.
 */
import type { SendMailOptions } from 'nodemailer';
import * as m from '#lib/paraglide/messages.js';
import { localizeUrl, toLocale, type Locale } from '#lib/paraglide/runtime.js';
import type { App } from '../app.ts';
import { hashSecret, newSecret } from '../secret.ts';
import { calendarOf } from '../services/calendar.ts';
import { dateWords, eventWords, timeWords } from '../services/eventWords.ts';
import { bibFileOf } from '../services/runnerBib.ts';
import type { DueMail } from '../store/outgoingMails.ts';
import { insertLink } from '../store/runnerLinks.ts';
import { findRunner, type Runner } from '../store/runners.ts';
import { html, plainText, type Layout, type Part } from './layout.ts';

/** Null when the mail has lost its reason: no address, or the entry was cancelled before it left. */
export async function composeMail(app: App, mail: DueMail): Promise<SendMailOptions | null> {
	const runner = await findRunner(app.database.prisma, mail.participantId);
	if (!runner?.email || runner.cancelled !== (mail.kind === 'cancelled')) return null;
	const locale = toLocale(runner.locale) ?? 'en';
	const { subject, layout } = await wordsOf(app, { mail, runner, locale });
	return {
		// The same at every try, so that a mailbox that gets it twice can tell.
		messageId: `<${mail.id}@${new URL(app.origin()).hostname}>`,
		date: new Date(mail.createdAtMs),
		from: app.env.MAIL_FROM,
		to: { name: runner.name, address: runner.email },
		subject,
		text: plainText(layout),
		html: html(layout),
		headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': locale },
		attachments: mail.kind === 'cancelled' ? [] : await attachmentsOf(app, { runner, locale })
	};
}

interface Occasion {
	mail: DueMail;
	runner: Runner;
	locale: Locale;
}

async function wordsOf(
	app: App,
	{ mail, runner, locale }: Occasion
): Promise<{ subject: string; layout: Layout }> {
	const { name: event, place } = eventWords(runner.event, locale);
	const says = { locale };
	const bib = runner.bib?.number ?? '–';
	const hello = { text: m.mail_hello({ name: runner.name }, says) };
	const layout = (parts: Part[]): Layout => ({
		locale,
		heading: event,
		parts: [hello, ...parts],
		footer: m.mail_footer({}, says)
	});
	const when = { text: m.mail_when_where({ when: whenWords(runner, locale), place }, says) };
	switch (mail.kind) {
		case 'registered':
			return {
				subject: m.mail_registered_subject({ bib, event }, says),
				layout: layout([
					{ text: m.mail_registered_intro({ bib, event }, says) },
					when,
					{ text: m.mail_bib_hint({}, says) },
					{ text: m.mail_calendar_hint({}, says) },
					...(await linkParts(app, { runner, locale }))
				])
			};
		case 'link':
			return {
				subject: m.mail_link_subject({ event }, says),
				layout: layout([
					{ text: m.mail_link_intro({ bib, event }, says) },
					when,
					...(await linkParts(app, { runner, locale })),
					{ text: m.mail_link_not_you({}, says) }
				])
			};
		case 'cancelled': {
			const address = localizeUrl(`${app.origin()}/e/${runner.event.slug}/register`, { locale }).href;
			return {
				subject: m.mail_cancelled_subject({ event }, says),
				layout: layout([
					{ text: m.mail_cancelled_intro({ bib, event }, says) },
					{ text: m.mail_cancelled_again({}, says) },
					{ address }
				])
			};
		}
	}
}

async function linkParts(app: App, { runner, locale }: Omit<Occasion, 'mail'>): Promise<Part[]> {
	const token = newSecret();
	await insertLink(app.database.prisma, { hash: hashSecret(token), participantId: runner.id });
	return [
		{ text: m.mail_link({}, { locale }) },
		{ address: localizeUrl(`${app.origin()}/r/${token}`, { locale }).href },
		{ text: m.mail_link_secret({}, { locale }) }
	];
}

async function attachmentsOf(app: App, { runner, locale }: Omit<Occasion, 'mail'>) {
	const file = await bibFileOf(app, runner, locale);
	const calendar = {
		filename: `${runner.event.slug}.ics`,
		content: calendarOf(app, runner.event, locale),
		contentType: 'text/calendar; charset=utf-8; method=PUBLISH'
	};
	return file
		? [{ filename: file.filename, content: file.pdf, contentType: 'application/pdf' }, calendar]
		: [calendar];
}

function whenWords({ event }: Runner, locale: string): string {
	const date = dateWords(event.date, locale);
	if (event.startAtMs === null) return date;
	return `${date}, ${timeWords(event.startAtMs, { timeZone: event.timeZone, locale })}`;
}
