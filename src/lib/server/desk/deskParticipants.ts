/** The organiser's list of participants: who they are, with the division that they run in. */
import { ok, type Result } from '#lib/domain/result.ts';
import { divisionOf } from '#lib/domain/timing/ranking/division.ts';
import {
	PARTICIPANT_FILTERS,
	type ParticipantFilter,
	type ParticipantsQuery,
	type ShownParticipant
} from '#lib/schemas/participant.ts';
import { besideName } from '#lib/schemas/person.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { checkedIn } from '#lib/server/phones/checkIns.ts';
import { openEvent } from '#lib/server/access/openEvent.ts';
import { deskCourse, type DeskCourse } from './deskCourse.ts';
import { readParticipants } from '#lib/server/registration/participants.ts';
import {
	countParticipants,
	findPlaceInList,
	type PlaceInList as DeskListPlace
} from '#lib/server/registration/store/listedParticipants.ts';

export type { DeskListPlace };

export interface DeskParticipant extends ShownParticipant {
	raceName: string;
	/** What is said beside the name. */
	beside: string[];
	/** The one given, or by age and sex; null: none. */
	runsIn: string | null;
	/** When a check-in desk handed the bib out, epoch milliseconds; null: not yet. */
	checkedInMs: number | null;
}

export interface DeskParticipants {
	items: DeskParticipant[];
	total: number;
	page: number;
	pageSize: number;
	/** Over all filters. */
	entered: number;
	/** Where nobody is left: each filter with how many there would be without it. */
	hiding: { filter: ParticipantFilter; without: number }[];
	races: DeskCourse[];
	/** Runners of the whole event whose bib was handed out. */
	checkedIn: number;
}

export async function deskParticipants(
	app: App,
	caller: Caller,
	{ event, query }: { event: string; query: ParticipantsQuery }
): Promise<Result<DeskParticipants, Refusal>> {
	const courses = await openEvent(app, caller, event, 'see-contact');
	if (!courses.ok) return courses;
	const { id: eventId } = courses.value;
	const { prisma } = app.database;
	const [list, handedOut, entered] = await Promise.all([
		readParticipants(app, caller, { event, query }),
		checkedIn(app, { eventId, event }),
		countParticipants(prisma, { eventId })
	]);
	if (!list.ok) return list;
	const filters = (Object.keys(PARTICIPANT_FILTERS) as ParticipantFilter[]).filter(
		(filter) => query[filter] !== undefined
	);
	const hiding = list.value.total > 0 ? [] : filters;
	const races = new Map(courses.value.courses.map(({ race }) => [race.slug, race]));
	return ok({
		...list.value,
		items: list.value.items.map((participant): DeskParticipant => {
			const race = races.get(participant.race);
			const runner = { ...participant, waveSlug: participant.wave };
			return {
				...participant,
				raceName: race?.name ?? participant.race,
				beside: besideName(participant),
				runsIn: race ? divisionOf(runner, race) : null,
				checkedInMs: handedOut.get(participant.id) ?? null
			};
		}),
		entered,
		hiding: await Promise.all(
			hiding.map(async (filter) => ({
				filter,
				without: await countParticipants(prisma, { ...query, eventId, [filter]: undefined })
			}))
		),
		races: courses.value.courses.map(deskCourse),
		checkedIn: handedOut.size
	});
}

/** Where one participant stands in a list; null: not in it (any more). */
export async function deskListPlace(
	app: App,
	caller: Caller,
	{ event, id, query }: { event: string; id: string; query: ParticipantsQuery }
): Promise<Result<DeskListPlace | null, Refusal>> {
	const courses = await openEvent(app, caller, event, 'see-contact');
	if (!courses.ok) return courses;
	return ok(await findPlaceInList(app.database.prisma, { ...query, eventId: courses.value.id, id }));
}
