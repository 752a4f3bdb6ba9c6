/** Entries that may be one person's, at the organiser's desk: seen in groups, and cancelled one by one. */
import { groupDoubles } from '#lib/domain/people/doubles.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { ShownParticipant } from '#lib/schemas/participant.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { findDoubles, type StoredDouble } from '#lib/server/registration/store/doubles.ts';
import { fromFacts } from '#lib/server/results/eventFacts.ts';
import { openFacts } from '#lib/server/results/openFacts.ts';
import { openEvent } from '#lib/server/access/openEvent.ts';
import { changeParticipant } from '#lib/server/registration/participants.ts';

export interface DeskDouble extends Pick<
	StoredDouble,
	'id' | 'name' | 'bib' | 'birthDate' | 'createdAtMs' | 'linkOpened'
> {
	email: string | null;
	raceName: string;
}

/** Groups by the first entry of each, entries by when they registered. */
export async function deskDoubles(
	app: App,
	caller: Caller,
	{ event }: { event: string }
): Promise<Result<DeskDouble[][], Refusal>> {
	const courses = await openEvent(app, caller, event, 'see-contact');
	if (!courses.ok) return courses;
	const races = new Map(courses.value.courses.map(({ race }) => [race.slug, race.name]));
	const groups = groupDoubles(await findDoubles(app.database.prisma, courses.value.id));
	return ok(
		groups.map((group) =>
			group.map(({ id, name, bib, birthDate, createdAtMs, linkOpened, givenEmail, race }) => ({
				...{ id, name, bib, birthDate, createdAtMs, linkOpened },
				email: givenEmail,
				raceName: races.get(race) ?? race
			}))
		)
	);
}

/** How many groups there are: looked for once as long as nobody's entry changes. */
export async function countDoubles(
	app: App,
	caller: Caller,
	{ event }: { event: string }
): Promise<Result<number, Refusal>> {
	const facts = await openFacts(app, caller, event, 'see-participants');
	if (!facts.ok) return facts;
	const { memo } = facts.value;
	const count = fromFacts(
		facts.value,
		'doubles',
		async () => groupDoubles(await findDoubles(app.database.prisma, facts.value.event.id)).length
	);
	// What failed is looked for again.
	count.catch(() => memo.delete('doubles'));
	return ok(await count);
}

/**
 * Cancels one entry of a group; null when it has no double any more, so that two organisers who look at the same list do
 * not cancel both.
 */
export async function cancelDouble(
	app: App,
	caller: Caller,
	{ event, id }: { event: string; id: string }
): Promise<Result<ShownParticipant | null, Refusal>> {
	const cancelled = await changeParticipant(app, caller, {
		event,
		id,
		change: { state: 'cancelled' },
		onlyIf: async (db, eventId) => (await findDoubles(db, eventId)).some((entry) => entry.id === id)
	});
	return !cancelled.ok && cancelled.error.reason === 'edited-since' ? ok(null) : cancelled;
}
