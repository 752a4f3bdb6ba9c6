/** The bibs that an organiser prints: all, those of a race, a range of numbers, or one. */
import { randomUUID } from 'node:crypto';
import { bibAddress } from '#lib/domain/bibs/bibCode.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { writtenDay } from '#lib/domain/time/writtenDates.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/paraglide/runtime.js';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { BibSheetsProgress, BibSheetsQuery } from '#lib/schemas/bibSheets.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import type { App } from '#lib/server/app.ts';
import { eventWords } from '#lib/server/events/eventWords.ts';
import { findCalendarEvent } from '#lib/server/events/store/calendarEvents.ts';
import { listPrintedBibs } from '#lib/server/registration/store/printedBibs.ts';
import { streamFromThread } from '#lib/server/threads/pool.ts';
import { beginJob, progressOf } from './bibSheetJobs.ts';
import { shownName } from './runnerBib.ts';

/** The file goes out while it is made; cancelling the stream ends the work. */
interface SheetsFile {
	pdf: ReadableStream<Uint8Array>;
	filename: string;
}

/** `nobody` has such a bib; `busy`: as many files as may be are being made. Prints what runners show in public and nothing else. */
export async function bibSheets(
	app: App,
	caller: Caller,
	{
		event: slug,
		race,
		bib: only,
		from,
		to,
		layout,
		job,
		locale
	}: BibSheetsQuery & { event: string; locale: Locale }
): Promise<Result<SheetsFile | 'nobody' | 'busy', Refusal>> {
	const { prisma } = app.database;
	const opened = await openAs(caller, { slug, verb: 'export', find: () => findCalendarEvent(prisma, slug) });
	if (!opened.ok) return opened;
	const event = opened.value;
	const listed = await listPrintedBibs(prisma, { eventId: event.id, race });
	const wanted = listed
		.filter(({ number }) => (only ? number === only : isWithin(number, { from, to })))
		.sort((a, b) => inOrder(a.number, b.number));
	if (wanted.length === 0) return ok('nobody');
	const watch = beginJob(app, { event: slug, job: job ?? randomUUID() }, wanted.length);
	if (!watch) return ok('busy');
	const words = eventWords(event, locale);
	const common = {
		event: words.name,
		facts: `${writtenDay(event.date, locale)} · ${words.place}`,
		tagline: words.tagline,
		help: words.help,
		locale
	};
	const noPhoto = m.runner_me_no_photo({}, { locale });
	const bibs = wanted.map((bib) => ({
		number: bib.number,
		address: bibAddress(app.origin(), bib.code),
		shownName: shownName(bib),
		noPhoto: bib.photos ? null : noPhoto
	}));
	const title = `${m.bib_sheets_title({}, { locale })} · ${words.name}`;
	try {
		const pdf = await streamFromThread(
			app,
			{ name: 'bibSheetsPdf', input: { common, bibs, layout, title } },
			watch
		);
		return ok({
			pdf,
			filename: `bibs-${[slug, race, only.replaceAll(/[^\w-]/g, '')].filter(Boolean).join('-')}.pdf`
		});
	} catch (error) {
		watch.onEnd(false);
		throw error;
	}
}

/** How far the file is that a page asked for with its key; null: this process knows of none. */
export async function bibSheetsProgress(
	app: App,
	caller: Caller,
	{ event: slug, job }: { event: string; job: string }
): Promise<Result<BibSheetsProgress | null, Refusal>> {
	const { prisma } = app.database;
	const opened = await openAs(caller, { slug, verb: 'export', find: () => findCalendarEvent(prisma, slug) });
	return opened.ok ? ok(progressOf(app, { event: slug, job })) : opened;
}

const { compare } = new Intl.Collator('en', { numeric: true });
const PLAIN = /^[1-9]\d*$/;

/** By number, letters behind; thousands of plain numbers are not asked of the collator, which is slow. */
const inOrder = (a: string, b: string): number =>
	PLAIN.test(a) && PLAIN.test(b) ? Number(a) - Number(b) : compare(a, b);

/** A bib that is no number lies in no range but the whole. */
function isWithin(bib: string, { from, to }: Pick<BibSheetsQuery, 'from' | 'to'>): boolean {
	if (from === null && to === null) return true;
	const number = /^\d+$/.test(bib) ? Number(bib) : NaN;
	return number >= (from ?? 0) && number <= (to ?? Infinity);
}
