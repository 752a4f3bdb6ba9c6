/** What was changed about an entry, by whom and when, and the way back. */
import type { LoggedChange } from '#lib/domain/people/entryVersions.ts';
import { readVersion, type VersionFault } from '#lib/domain/people/formVersion.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import { UuidSchema } from '#lib/schemas/base/common.ts';
import { parseWith } from '#lib/schemas/base/faults.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import { ParticipantChangeSchema, type ShownParticipant } from '#lib/schemas/participant.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import type { Db } from '#lib/server/database/db.ts';
import { findAccountNames } from '#lib/server/accounts/store/accounts.ts';
import { findEventRef } from '#lib/server/events/store/events.ts';
import { changeParticipant, type ChangeRefusal } from './participants.ts';
import { undoMerge } from './merging/mergeEntries.ts';
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

/** `edited-since` with what is wrong about the version that a form names. */
export type VersionRefusal = Refusal & { versionFault?: VersionFault };

/**
 * The entry, and what was changed since the version that a form names.
 * @param options.and the change that made that version, too
 */
export async function entrySince(
	app: App,
	caller: Caller,
	{
		event: slug,
		id,
		madeFrom,
		and = 'nothing'
	}: Named & { madeFrom: string; and?: 'nothing' | 'that-change' }
): Promise<Result<EntryLog & { madeFrom: number }, VersionRefusal>> {
	const { prisma } = app.database;
	const event = await openAs(caller, { slug, verb: 'see-contact', find: () => findEventRef(prisma, slug) });
	if (!event.ok) return event;
	const known = UuidSchema.safeParse(id);
	const participant = known.success
		? await findParticipant(prisma, { eventId: event.value.id, id: known.data })
		: null;
	if (!participant) return refuse('participant-unknown', `there is no participant ${id} in ${slug}`);
	const current = { id: participant.id, version: await findEntryVersion(prisma, participant.id) };
	const version = readVersion(madeFrom, current);
	if (!version.ok)
		return err({ reason: 'edited-since', message: 'of no such version', versionFault: version.error });
	const after = and === 'that-change' ? version.value - 1 : version.value;
	const changes = await namedChanges(prisma, { participantId: participant.id, after });
	return ok({ participant, version: current.version, changes, madeFrom: version.value });
}

/** The latest first, with the names of accounts. */
export async function namedChanges(
	db: Db,
	wanted: Parameters<typeof listEntryChanges>[1]
): Promise<LoggedChange[]> {
	const changes = await listEntryChanges(db, wanted);
	const names = await findAccountNames(db, [...new Set(changes.map(({ by }) => by))]);
	return changes.map((change) => ({ ...change, by: names.get(change.by) ?? change.by }));
}

/**
 * Puts back what one change changed; where somebody has changed it again since, `edited-since` says what.
 * @param input.change the version that the change made, as a form names it
 */
export async function undoEntryChange(
	app: App,
	caller: Caller,
	{ event, id, change: madeFrom }: Named & { change: string }
): Promise<Result<ShownParticipant, ChangeRefusal & VersionRefusal>> {
	const log = await entrySince(app, caller, { event, id, madeFrom, and: 'that-change' });
	if (!log.ok) return log;
	const version = log.value.madeFrom;
	const undone = log.value.changes.find((change) => change.version === version);
	if (!undone) return refuse('not-found', `the entry has no change ${version}`);
	const { merged, mergedInto } = undone.after;
	if (typeof merged === 'string') return unmerged(app, caller, { event, id, merged, keptId: id });
	if (typeof mergedInto === 'string')
		return unmerged(app, caller, { event, id, merged: id, keptId: mergedInto });
	// A bib is changed for another, and never taken away.
	const back = Object.entries(undone.before).filter(([field, value]) => field !== 'bib' || value !== null);
	const change = parseWith(ParticipantChangeSchema, Object.fromEntries(back));
	if (!change.ok)
		return refuse('invalid-document', 'what stood there before is not permitted any more', change.error);
	return changeParticipant(app, caller, { event, id, change: change.value, version });
}

/** A merge stands in the log of both entries, and is taken back from either. */
async function unmerged(
	app: App,
	caller: Caller,
	{ event, id, merged, keptId }: Named & { merged: string; keptId: string }
): Promise<Result<ShownParticipant, Refusal>> {
	const undone = await undoMerge(app, caller, { event, id: merged, from: keptId.toLowerCase() });
	if (!undone.ok) return undone;
	const { prisma } = app.database;
	const eventId = (await findEventRef(prisma, event))?.id ?? '';
	const participant = await findParticipant(prisma, { eventId, id });
	return participant ? ok(participant) : refuse('participant-unknown', `${id} is gone`);
}
