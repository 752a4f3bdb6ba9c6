/** What was changed about an entry, by whom and when, and the way back. */
import { entryAt, type LoggedChange } from '#lib/domain/people/entryVersions.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { UuidSchema } from '#lib/schemas/base/common.ts';
import { parseWith } from '#lib/schemas/base/faults.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import { ParticipantChangeSchema, type ShownParticipant } from '#lib/schemas/participant.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import { findAccountNames } from '#lib/server/accounts/store/accounts.ts';
import { findEventRef } from '#lib/server/events/store/events.ts';
import { changeParticipant, type ChangeRefusal } from './participants.ts';
import { findEntryVersion, listEntryChanges } from './store/entryChanges.ts';
import { findParticipant } from './store/participants.ts';

export interface EntryLog {
	participant: ShownParticipant;
	/** Of the entry, from 1. */
	version: number;
	/** The latest first; `by` is a person's name, or what the audit calls a program. */
	changes: LoggedChange[];
}

interface Named {
	/** Slug. */
	event: string;
	id: string;
}

/** @param options.most of the changes; left out: all */
export async function entryLog(
	app: App,
	caller: Caller,
	{ event: slug, id, most }: Named & { most?: number }
): Promise<Result<EntryLog, Refusal>> {
	const { prisma } = app.database;
	const event = await openAs(caller, { slug, verb: 'see-contact', find: () => findEventRef(prisma, slug) });
	if (!event.ok) return event;
	const known = UuidSchema.safeParse(id);
	const participant = known.success
		? await findParticipant(prisma, { eventId: event.value.id, id: known.data })
		: null;
	const version = participant && (await findEntryVersion(prisma, participant.id));
	if (!participant || version === null)
		return refuse('participant-unknown', `there is no participant ${id} in ${slug}`);
	const changes = await listEntryChanges(prisma, {
		participantId: participant.id,
		...(most === undefined ? {} : { most })
	});
	const names = await findAccountNames(prisma, [...new Set(changes.map(({ by }) => by))]);
	return ok({
		participant,
		version,
		changes: changes.map((change) => ({ ...change, by: names.get(change.by) ?? change.by }))
	});
}

/** The entry as it was at a version, for a form that was made from it. */
export const participantAt = ({ participant, changes }: EntryLog, version: number): ShownParticipant =>
	entryAt(participant, { changes, version });

/** Puts back what one change changed; where somebody has changed it again since, `edited-since` says what. */
export async function undoEntryChange(
	app: App,
	caller: Caller,
	{ event, id, version }: Named & { version: number }
): Promise<Result<ShownParticipant, ChangeRefusal>> {
	const log = await entryLog(app, caller, { event, id });
	if (!log.ok) return log;
	const undone = log.value.changes.find((change) => change.version === version);
	if (!undone) return refuse('not-found', `the entry has no change ${version}`);
	// A bib is changed for another, and never taken away.
	const back = Object.entries(undone.before).filter(([field, value]) => field !== 'bib' || value !== null);
	const change = parseWith(ParticipantChangeSchema, Object.fromEntries(back));
	if (!change.ok)
		return refuse('invalid-document', 'what stood there before is not permitted any more', change.error);
	return changeParticipant(app, caller, { event, id, change: change.value, version });
}
