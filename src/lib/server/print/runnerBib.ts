/** A runner's bib on paper, in the language of the page or the mail that it goes with. */
import { publicRunner, type RunnerIdentity } from '#lib/domain/publication/visibility.ts';
import { bibAddress } from '#lib/domain/bibs/bibCode.ts';
import { writtenDay } from '#lib/domain/time/writtenDates.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import * as m from '#lib/paraglide/messages.js';
import { baseLocale, toLocale } from '#lib/paraglide/runtime.js';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { findRunner, type Runner } from '#lib/server/registration/store/runners.ts';
import { eventWords } from '#lib/server/events/eventWords.ts';

export interface BibFile {
	filename: string;
	pdf: Buffer;
}

/** Prints what the runner shows in public and nothing else: a lost bib tells no name. */
export async function bibFileOf(app: App, runner: Runner, language: string): Promise<BibFile | null> {
	if (!runner.bib) return null;
	const { bib, event, consents } = runner;
	const locale = toLocale(language) ?? baseLocale;
	const words = eventWords(event, locale);
	// Loaded for the first bib, as what it draws with takes time that a start can do without.
	const { bibPdf } = await import('./bibPdf.ts');
	const pdf = await bibPdf({
		number: bib.number,
		address: bibAddress(app.origin(), bib.code),
		event: words.name,
		facts: `${writtenDay(event.date, locale)} · ${words.place}`,
		tagline: words.tagline,
		help: words.help,
		shownName: shownName(runner),
		noPhoto: consents.photos ? null : m.runner_me_no_photo({}, { locale }),
		locale
	});
	return { filename: m.mail_bib_file({ bib: bib.number }, { locale }), pdf };
}

export async function ownBib(
	app: App,
	caller: Caller,
	{ locale }: { locale: string }
): Promise<Result<BibFile, Refusal>> {
	const runner =
		caller.kind === 'runner' ? await findRunner(app.database.prisma, caller.participantId) : null;
	const file = runner && !runner.cancelled && (await bibFileOf(app, runner, locale));
	return file ? ok(file) : refuse('not-signed-in', 'Open your own page by your link');
}

/** The name that anybody may see; null: nothing but the number. */
export const shownName = (runner: RunnerIdentity): string | null =>
	publicRunner(runner, { finished: false })?.name ?? null;
