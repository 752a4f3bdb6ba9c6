/** What the registration page needs to know before somebody fills it in. */
import type { EntryState, RacePhase } from '#lib/domain/calendar/eventPhase.ts';
import { raceNameIn, rulesIn, type ReadRules } from '#lib/domain/calendar/ownWords.ts';
import type { Question } from '#lib/domain/people/questions.ts';
import type { AgeBounds } from '#lib/domain/people/fault.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import { isWalk } from '#lib/schemas/event/eventPage.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { isShownTo } from '#lib/server/access/permissions.ts';
import { findEntryOffer } from '#lib/server/events/store/entryOffers.ts';

export interface OfferedEntry {
	state: EntryState;
	/** The team looks at it; nobody can register yet, whatever the dates say. */
	draft: boolean;
	/** Epoch milliseconds; null: open since the event exists. */
	opensAtMs: number | null;
	timeZone: string;
	/** Civil date of the race. */
	date: string;
	guardianUnderAge: number;
	questions: Question[];
	/** The rules of the run itself, beside those that hold for every one; null: it has none. */
	rules: ReadRules | null;
	/** Nobody's time is taken, in no race of it. */
	walk: boolean;
	/** `shut`: why nobody can enter this one. */
	races: ({ slug: string; name: string; shut: RacePhase['shut'] } & AgeBounds)[];
	/** Places of all races together, when every race has a limit. */
	places: number | null;
}

export async function offeredEntry(
	app: App,
	caller: Caller,
	{ eventSlug, locale }: { eventSlug: string; locale: string }
): Promise<Result<OfferedEntry, Refusal>> {
	const offer = await findEntryOffer(app.database.prisma, { slug: eventSlug, nowMs: app.now() });
	if (!offer || !isShownTo(caller, offer)) return refuse('event-unknown', 'No such event');
	const { opensAtMs, timeZone, date, guardianUnderAge, questions, rules, phase } = offer;
	return ok({
		state: phase.entry,
		draft: offer.status === 'draft',
		opensAtMs,
		timeZone,
		date,
		guardianUnderAge,
		questions,
		rules: rulesIn(rules, locale),
		walk: isWalk(offer),
		races: offer.races.map(({ slug, name, names, ageFrom, ageTo }) => ({
			slug,
			name: raceNameIn({ name, names }, locale),
			ageFrom,
			ageTo,
			shut: phase.races.get(slug)?.shut ?? null
		})),
		places: offer.races.reduce<number | null>(
			(sum, { capacity }) => (sum === null || capacity === null ? null : sum + capacity),
			0
		)
	});
}
