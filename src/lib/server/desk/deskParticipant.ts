/** One participant at the organiser's desk: who it is, the result, every read with what became of it, and the decisions. */
import { openFacts } from '#lib/server/results/openFacts.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { ownerOf } from '#lib/domain/timing/judging/eligibility.ts';
import { explain, type ExplainedPassing, type Explanation } from '#lib/domain/timing/explanation/explain.ts';
import { correctedMs, type Passing } from '#lib/domain/timing/facts/passing.ts';
import { raceContext } from '#lib/domain/timing/judging/raceContext.ts';
import type { ParticipantResult } from '#lib/domain/timing/facts/result.ts';
import { UuidSchema } from '#lib/schemas/base/common.ts';
import type { ShownParticipant } from '#lib/schemas/participant.ts';
import { besideName } from '#lib/schemas/person.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { ResultRow } from '#lib/schemas/results.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import type { Course } from '#lib/server/events/store/courses.ts';
import type { LoggedChange } from '#lib/domain/people/entryVersions.ts';
import { namedChanges } from '#lib/server/registration/entryLog.ts';
import { findEntryVersion } from '#lib/server/registration/store/entryChanges.ts';
import { findMergedInto, findMergeSides } from '#lib/server/registration/store/merges.ts';
import { findParticipant } from '#lib/server/registration/store/participants.ts';
import type { CheckedRunner } from './deskChecks.ts';
import { deskCourse, type DeskCourse } from './deskCourse.ts';
import { deskRulings, type DeskRuling } from './deskRulings.ts';
import type { EventFacts } from '#lib/server/results/eventFacts.ts';
import { inputOf, passingsOf, raceResults } from '#lib/server/results/raceResults.ts';
import { resultRow } from '#lib/server/results/resultList.ts';
import { rulingsOf } from '#lib/server/phones/roster.ts';

/** A read that is nobody's. */
export interface UnknownRead extends Pick<Passing, 'id' | 'device' | 'checkpoint' | 'kind' | 'read'> {
	/** Corrected, epoch milliseconds. */
	ms: number;
}

export interface DeskParticipantPage {
	participant: ShownParticipant;
	/** What is said beside the name. */
	beside: string[];
	races: DeskCourse[];
	race: DeskCourse;
	/** In force, after moves. */
	wave: string;
	/** Of that wave, epoch milliseconds; null: not started. */
	gunMs: number | null;
	/** Null: the entry is cancelled, or the race a walk. */
	result: (ResultRow & Pick<ParticipantResult, 'penaltyMs' | 'startMs' | 'finishMs'>) | null;
	/** What is unusual about the result. */
	notes: Explanation['notes'];
	/** In order of time. */
	reads: ExplainedPassing[];
	/** Reads at this race's checkpoints that are nobody's, the latest first; at most `UNKNOWN_SHOWN`. */
	unknown: UnknownRead[];
	unknownTotal: number;
	/** About this participant and the reads, the latest first. */
	rulings: DeskRuling[];
	/** Of the entry, from 1. */
	version: number;
	/** Of the entry, the latest first; at most `CHANGES_SHOWN`. */
	changes: LoggedChange[];
	/** Entries that are or were one with this one, as far as `changes` or a merge in force names them. */
	twins: Twin[];
}

export interface Twin extends CheckedRunner {
	/** `into`: it counts for this entry, `kept`: this entry counts for it; `was`: neither, any more. */
	is: 'into' | 'kept' | 'was';
}

const UNKNOWN_SHOWN = 300;
const CHANGES_SHOWN = 20;

export async function deskParticipant(
	app: App,
	caller: Caller,
	{ event, id }: { event: string; id: string }
): Promise<Result<DeskParticipantPage, Refusal>> {
	const facts = await openFacts(app, caller, event, 'see-contact');
	if (!facts.ok) return facts;
	const { prisma } = app.database;
	const known = UuidSchema.safeParse(id).success;
	const participant = known
		? await findParticipant(prisma, { eventId: facts.value.event.id, id: id.toLowerCase() })
		: null;
	if (!participant) return refuse('participant-unknown', `there is no participant ${id} in ${event}`);
	const course = facts.value.event.courses.find(({ race }) => race.slug === participant.race);
	if (!course) throw new Error(`the race of participant ${participant.id} is not in its event`);
	const rulings = await deskRulings(app, caller, { event, race: participant.race });
	if (!rulings.ok) return rulings;
	const changes = await namedChanges(prisma, { participantId: participant.id, most: CHANGES_SHOWN });
	const explained = course.timed ? explain(inputOf(facts.value, course), participant.id) : null;
	const unknown = course.timed ? unknownReads(facts.value, course) : [];
	return ok({
		participant,
		beside: besideName(participant),
		races: facts.value.event.courses.map(deskCourse),
		race: deskCourse(course),
		wave: explained?.wave ?? participant.wave,
		gunMs: explained?.gunStartMs ?? null,
		result: course.timed ? resultOf(facts.value, { course, id: participant.id }) : null,
		notes: explained?.notes ?? [],
		reads: explained?.passings ?? [],
		unknown: unknown.slice(0, UNKNOWN_SHOWN),
		unknownTotal: unknown.length,
		rulings: rulingsAbout(explained, rulings.value),
		version: await findEntryVersion(prisma, participant.id),
		changes,
		twins: await twinsOf(app, { eventId: facts.value.event.id, participant, changes })
	});
}

async function twinsOf(
	app: App,
	of: { eventId: string; participant: ShownParticipant; changes: readonly LoggedChange[] }
): Promise<Twin[]> {
	const { eventId, participant, changes } = of;
	const { prisma } = app.database;
	const merged = await findMergedInto(prisma, participant.id);
	const logged = changes.flatMap(({ before, after }) =>
		[before, after].flatMap((fields) => [fields.merged, fields.mergedInto])
	);
	const ids = [...merged, participant.mergedInto, ...logged].filter((id) => typeof id === 'string');
	if (ids.length === 0) return [];
	const sides = await findMergeSides(prisma, { eventId, ids: [...new Set(ids)] });
	return sides.map(({ id, bib, name }): Twin => {
		const is = merged.includes(id) ? 'into' : id === participant.mergedInto ? 'kept' : 'was';
		return { id, bib, name, is };
	});
}

function resultOf(
	facts: EventFacts,
	{ course, id }: { course: Course; id: string }
): DeskParticipantPage['result'] {
	const result = raceResults(facts, course).results.find(({ participantId }) => participantId === id);
	if (!result) return null;
	const entry = facts.entryOf.get(id) ?? null;
	const { penaltyMs, startMs, finishMs } = result;
	const row = resultRow({ result, entry, name: entry?.name ?? null, splits: true }, course.race.rounding);
	return { ...row, penaltyMs, startMs, finishMs };
}

/** Reads with an unknown bib and taps that no runner has, at the checkpoints of this race. */
function unknownReads(facts: EventFacts, course: Course): UnknownRead[] {
	const context = raceContext({ race: course.race, rulings: rulingsOf(course, facts.rulings) });
	const { statuses } = raceResults(facts, course);
	return passingsOf(facts, course)
		.filter((passing) => {
			const status = statuses.get(passing.id);
			const open =
				status === 'unknown-bib' ||
				status === 'unmatched' ||
				status === 'unassigned' ||
				status === 'after-official';
			return open && ownerOf(context, passing) === null;
		})
		.map((passing) => {
			const { id, device, checkpoint, kind, read } = passing;
			return { id, device, checkpoint, kind, read, ms: correctedMs(passing) };
		})
		.sort((a, b) => b.ms - a.ms);
}

/** The gun concerns everybody in the wave and is taken back on the race-day page only. */
function rulingsAbout(explained: Explanation | null, rulings: DeskRuling[]): DeskRuling[] {
	const about = new Set(explained?.rulings.map(({ rulingId }) => rulingId));
	return rulings.filter(({ id, type }) => about.has(id) && type !== 'wave-start');
}
