/** What a mail says, for each reason to write: whole, or as a section of a mail that says several things. */
import { whereOf } from '#lib/domain/calendar/ownWords.ts';
import { writtenClock, writtenDay } from '#lib/domain/time/writtenDates.ts';
import * as m from '#lib/paraglide/messages.js';
import { localizeUrl, type Locale } from '#lib/paraglide/runtime.js';
import type { App } from '#lib/server/app.ts';
import { hashSecret, newSecret } from '#lib/server/secret.ts';
import { eventWords } from '#lib/server/events/eventWords.ts';
import type { MailKind } from './store/outgoingMails.ts';
import { insertLink } from '#lib/server/registration/store/runnerLinks.ts';
import type { Runner } from '#lib/server/registration/store/runners.ts';
import type { Part } from './layout.ts';

export interface Occasion {
	kind: MailKind;
	runner: Runner;
	email: string;
	locale: Locale;
}

export async function wordsOf(app: App, occasion: Occasion): Promise<{ subject: string; parts: Part[] }> {
	const { kind, runner, locale } = occasion;
	const { name: event } = eventWords(runner.event, locale);
	const says = { locale };
	const { intro, when, notYou } = wordsAbout(occasion);
	switch (kind) {
		case 'registered':
			return {
				subject: m.mail_registered_subject({ bib: bibOf(runner), event }, says),
				parts: [
					intro,
					when,
					{ text: m.mail_bib_hint({}, says) },
					{ text: m.mail_calendar_hint({}, says) },
					...(await linkParts(app, occasion)),
					...(runner.confirmed ? [] : notYou)
				]
			};
		case 'link':
			return {
				subject: m.mail_link_subject({ event }, says),
				parts: [intro, when, ...(await linkParts(app, occasion)), ...notYou]
			};
		case 'cancelled': {
			const address = localizeUrl(`${app.origin()}/e/${runner.event.slug}/register`, { locale }).href;
			return {
				subject: m.mail_cancelled_subject({ event }, says),
				parts: [intro, { text: m.mail_cancelled_again({}, says) }, { address }]
			};
		}
		case 'double':
			return { subject: m.mail_double_subject({ event }, says), parts: [intro, ...notYou] };
		case 'event-cancelled':
			return {
				subject: m.mail_event_cancelled_subject({ event }, says),
				parts: [intro, ...eventParts(app, occasion)]
			};
		case 'event-held':
			return {
				subject: m.mail_event_held_subject({ event }, says),
				parts: [intro, when, ...eventParts(app, occasion)]
			};
		case 'event-postponed':
			return {
				subject: m.mail_event_postponed_subject({ event }, says),
				parts: [intro, ...eventParts(app, occasion)]
			};
	}
}

function eventParts(app: App, { runner, locale }: Occasion): Part[] {
	const address = localizeUrl(`${app.origin()}/e/${runner.event.slug}`, { locale }).href;
	return [{ address }, { text: m.mail_event_calendar_hint({}, { locale }) }];
}

/** Under the bib's number, with what belongs to this entry alone. */
export async function sectionOf(app: App, occasion: Occasion): Promise<Part[]> {
	const { kind, runner, locale } = occasion;
	const { intro, when, notYou } = wordsAbout(occasion);
	const title = { title: m.mail_together_section({ bib: bibOf(runner) }, { locale }) };
	switch (kind) {
		case 'registered':
			return [title, intro, when, ...(await linkParts(app, occasion)), ...(runner.confirmed ? [] : notYou)];
		case 'link':
			return [title, intro, ...(await linkParts(app, occasion))];
		case 'cancelled':
			return [title, intro];
		case 'double':
			return [title, intro, ...notYou];
		case 'event-cancelled':
		case 'event-postponed':
			return [title, intro];
		case 'event-held':
			return [title, intro, when];
	}
}

function wordsAbout({ kind, runner, locale }: Occasion): { intro: Part; when: Part; notYou: Part[] } {
	const words = eventWords(runner.event, locale);
	const [event, place] = [words.name, whereOf(words)];
	const [facts, says] = [{ bib: bibOf(runner), event }, { locale }];
	const when = { text: m.mail_when_where({ when: whenWords(runner, locale), place }, says) };
	switch (kind) {
		case 'registered':
			return {
				intro: { text: m.mail_registered_intro(facts, says) },
				when,
				notYou: [{ text: m.mail_registered_not_you({}, says) }]
			};
		case 'link':
			return {
				intro: { text: m.mail_link_intro(facts, says) },
				when,
				notYou: [{ text: m.mail_link_not_you({}, says) }]
			};
		case 'cancelled':
			return { intro: { text: m.mail_cancelled_intro(facts, says) }, when, notYou: [] };
		case 'double':
			return {
				intro: { text: m.mail_double_intro(facts, says) },
				when,
				notYou: [{ text: m.mail_double_you({}, says) }, { text: m.mail_double_not_you({}, says) }]
			};
		case 'event-cancelled':
			return { intro: { text: m.mail_event_cancelled_intro(facts, says) }, when, notYou: [] };
		case 'event-held':
			return { intro: { text: m.mail_event_held_intro(facts, says) }, when, notYou: [] };
		case 'event-postponed':
			return { intro: { text: m.mail_event_postponed_intro(facts, says) }, when, notYou: [] };
	}
}

async function linkParts(app: App, { runner, locale }: Occasion): Promise<Part[]> {
	const token = newSecret();
	await insertLink(app.database.prisma, { hash: hashSecret(token), participantId: runner.id });
	return [
		{ text: m.mail_link({}, { locale }) },
		{ address: localizeUrl(`${app.origin()}/r/${token}`, { locale }).href },
		{ text: m.mail_link_secret({}, { locale }) }
	];
}

const bibOf = ({ bib }: Runner): string => bib?.number ?? '–';

function whenWords({ event }: Runner, locale: string): string {
	const date = writtenDay(event.date, locale);
	if (event.startAtMs === null) return date;
	return `${date}, ${writtenClock(event.startAtMs, { timeZone: event.timeZone })}`;
}
