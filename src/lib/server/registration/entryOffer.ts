/** What the registration page needs to know before somebody fills it in. */
import { registrationState } from '#lib/domain/people/window.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { EntryState } from '#lib/schemas/event/eventPage.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { findEntryOffer } from './store/entryOffers.ts';

export interface OfferedEntry {
	state: EntryState;
	/** Epoch milliseconds; null: open since the event exists. */
	opensAtMs: number | null;
	timeZone: string;
	/** Civil date of the race. */
	date: string;
	guardianUnderAge: number;
	races: { slug: string; name: string; full: boolean }[];
	/** Places of all races together, when every race has a limit. */
	places: number | null;
}

export async function offeredEntry(
	app: App,
	_caller: Caller,
	{ eventSlug }: { eventSlug: string }
): Promise<Result<OfferedEntry, Refusal>> {
	const offer = await findEntryOffer(app.database.prisma, eventSlug);
	if (!offer) return refuse('event-unknown', 'No such event');
	const races = offer.races.map(({ slug, name, capacity, registered }) => ({
		slug,
		name,
		full: capacity !== null && registered >= capacity
	}));
	const state = registrationState(offer, app.now());
	const full = races.length > 0 && races.every((race) => race.full);
	const { opensAtMs, timeZone, date, guardianUnderAge } = offer;
	return ok({
		state: state === 'open' && full ? 'full' : state,
		opensAtMs,
		timeZone,
		date,
		guardianUnderAge,
		races,
		places: offer.races.reduce<number | null>(
			(sum, { capacity }) => (sum === null || capacity === null ? null : sum + capacity),
			0
		)
	});
}
