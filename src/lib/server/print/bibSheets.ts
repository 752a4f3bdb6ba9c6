/** The bibs that an organiser prints: all, those of a race, or a range of numbers. */
import { bibAddress } from '#lib/domain/bibs/bibCode.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { writtenDay } from '#lib/domain/time/writtenDates.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/paraglide/runtime.js';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { BibSheetsQuery } from '#lib/schemas/bibSheets.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import type { App } from '#lib/server/app.ts';
import { eventWords } from '#lib/server/events/eventWords.ts';
import { findCalendarEvent } from '#lib/server/events/store/calendarEvents.ts';
import { listPrintedBibs } from '#lib/server/registration/store/printedBibs.ts';
import { inThread } from '#lib/server/threads/pool.ts';
import { shownName } from './runnerBib.ts';

/** Null: nobody has such a bib. Prints what runners show in public and nothing else. */
export async function bibSheets(
	app: App,
	caller: Caller,
	{ event: slug, race, from, to, layout, locale }: BibSheetsQuery & { event: string; locale: Locale }
): Promise<Result<{ pdf: Buffer; filename: string } | null, Refusal>> {
	const { prisma } = app.database;
	const opened = await openAs(caller, { slug, verb: 'export', find: () => findCalendarEvent(prisma, slug) });
	if (!opened.ok) return opened;
	const event = opened.value;
	const listed = await listPrintedBibs(prisma, { eventId: event.id, race });
	const wanted = listed
		.filter(({ number }) => isWithin(number, { from, to }))
		.sort((a, b) => a.number.localeCompare(b.number, 'en', { numeric: true }));
	if (wanted.length === 0) return ok(null);
	const words = eventWords(event, locale);
	const sheet = {
		event: words.name,
		facts: `${writtenDay(event.date, locale)} · ${words.place}`,
		tagline: words.tagline,
		help: words.help,
		locale
	};
	const noPhoto = m.runner_me_no_photo({}, { locale });
	const bibs = wanted.map((bib) => ({
		...sheet,
		number: bib.number,
		address: bibAddress(app.origin(), bib.code),
		shownName: shownName(bib),
		noPhoto: bib.photos ? null : noPhoto
	}));
	const title = `${m.bib_sheets_title({}, { locale })} · ${words.name}`;
	const pdf = Buffer.from(await inThread(app, 'bibSheetsPdf', { bibs, layout, locale, title }));
	return ok({ pdf, filename: `bibs-${slug}${race && `-${race}`}.pdf` });
}

/** A bib that is no number lies in no range but the whole. */
function isWithin(bib: string, { from, to }: Pick<BibSheetsQuery, 'from' | 'to'>): boolean {
	if (from === null && to === null) return true;
	const number = /^\d+$/.test(bib) ? Number(bib) : NaN;
	return number >= (from ?? 0) && number <= (to ?? Infinity);
}
