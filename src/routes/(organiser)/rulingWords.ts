/** Decisions in words, for the lists of the desk. For loads only: it holds every message. */
import { formatDuration } from '#lib/domain/time/duration.ts';
import type { RulingType } from '#lib/domain/timing/facts/ruling.ts';
import type { Need } from '#lib/domain/timing/rulings/fields.ts';
import { needsOf, wordsOf } from '#lib/domain/timing/rulings/lookup.ts';
import * as m from '#lib/paraglide/messages.js';
import type { DeskRuling } from '#lib/server/desk/deskRulings.ts';
import { clockOf } from '#lib/ui/dates.ts';

/** A decision with what was decided in the language of the page; whom it is about stands beside it. */
export interface WordedRuling extends DeskRuling {
	text: string;
}

/** What a text may fill in. */
interface Shown {
	checkpoint: string;
	time: string;
	wave: string;
	bib: string;
	other: string;
	bibs: string;
}

/** A type whose text is missing, or fills in anything else, does not pass the check of types. */
const texts: Record<ReturnType<typeof wordsOf>['listed'], (shown: Shown) => string> = m;

const NOTHING: Shown = { checkpoint: '–', time: '–', wave: '', bib: '–', other: '–', bibs: '' };

/** A type by itself, for one that names nothing but a runner. */
export const typeWords = (type: RulingType): string =>
	texts[wordsOf(type, { valueMs: null, tapId: null }).listed](NOTHING);

/** `places` says a checkpoint in words. */
export const wordedRulings = (
	rulings: DeskRuling[],
	{ timeZone, places }: { timeZone: string; places: (slug: string) => string }
): WordedRuling[] =>
	rulings.map((ruling) => ({ ...ruling, text: rulingWords(ruling, { timeZone, places }) }));

function rulingWords(
	ruling: DeskRuling,
	{ timeZone, places }: { timeZone: string; places: (slug: string) => string }
): string {
	const { type, passing } = ruling;
	return texts[wordsOf(type, ruling).listed]({
		checkpoint: passing ? places(passing.checkpoint) : NOTHING.checkpoint,
		time: timeOf(ruling, timeZone),
		wave: ruling.wave ?? NOTHING.wave,
		bib: ruling.bib ?? NOTHING.bib,
		other: ruling.otherBib ?? NOTHING.other,
		bibs: ruling.bibs.join(', ')
	});
}

function timeOf({ type, valueMs, passing }: DeskRuling, timeZone: string): string {
	const needs = (need: Need) => needsOf(type).includes(need);
	if (needs('duration')) return formatDuration(Math.abs(valueMs ?? 0));
	const clock = (ms: number | undefined | null) => (ms == null ? NOTHING.time : clockOf(ms, timeZone));
	return needs('instant') || needs('instant-or-null') ? clock(valueMs) : clock(passing?.atMs);
}
