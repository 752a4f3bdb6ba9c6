/**
 * Two entries that are one person's become one, and two again. The other entry stays as it is, cancelled and pointing at
 * the one that counts: its bib, its reads and what was decided about it are that one's as long as it does.
 */
import { decideMerge, type Merge } from '#lib/domain/people/merging/merge.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { UuidSchema } from '#lib/schemas/base/common.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import { recordAudit } from '#lib/server/access/audit.ts';
import { actorOf, type Caller } from '#lib/server/access/caller.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import { may } from '#lib/server/access/permissions.ts';
import type { App } from '#lib/server/app.ts';
import type { Db } from '#lib/server/database/db.ts';
import { findEventRef, holdEvent } from '#lib/server/events/store/events.ts';
import { announce } from '#lib/server/live/announce.ts';
import { insertEntryChanges, listEntryChanges } from '#lib/server/registration/store/entryChanges.ts';
import {
	findMergeCandidates,
	findMergeSides,
	setMergedInto,
	setVisibility,
	type MergeSide
} from '#lib/server/registration/store/merges.ts';
import { deleteAccess } from '#lib/server/registration/store/runnerLinks.ts';

export type { MergeSide };

interface Named {
	/** Slug. */
	event: string;
	/** Of the participant. */
	id: string;
}

/** What stands before the question: one other entry, several to choose from, or none. */
export interface MergeQuestion {
	entry: MergeSide;
	/** At most `CANDIDATES_SHOWN`. */
	candidates: MergeSide[];
	/** Of the only candidate; null where there is not exactly one. */
	merge: Merge<MergeSide> | null;
}

const CANDIDATES_SHOWN = 20;

/** @param input.other the id or the bib of the other entry, or a part of the name; empty: nobody yet */
export async function mergeQuestion(
	app: App,
	caller: Caller,
	{ event: slug, id, other }: Named & { other: string }
): Promise<Result<MergeQuestion, Refusal>> {
	const { prisma } = app.database;
	const find = () => findEventRef(prisma, slug);
	const event = await openAs(caller, { slug, verb: 'see-contact', find });
	if (!event.ok) return event;
	const eventId = event.value.id;
	const [entry] = UuidSchema.safeParse(id).success
		? await findMergeSides(prisma, { eventId, ids: [id] })
		: [];
	if (!entry) return refuse('participant-unknown', `there is no participant ${id} in ${slug}`);
	const words = other.trim();
	const ids = UuidSchema.safeParse(words).success
		? [words]
		: words === ''
			? []
			: await findMergeCandidates(prisma, { eventId, id: entry.id, words, most: CANDIDATES_SHOWN });
	const found = await findMergeSides(prisma, { eventId, ids });
	const candidates = ids.flatMap(
		(wanted) => found.find((side) => side.id === wanted.toLowerCase() && canMerge(side, entry)) ?? []
	);
	const [only, ...more] = candidates;
	const merge = only && more.length === 0 && entry.state === 'registered' ? decideMerge(entry, only) : null;
	return ok({ entry, candidates, merge });
}

const canMerge = (side: MergeSide, entry: MergeSide): boolean =>
	side.state === 'registered' && side.id !== entry.id;

interface Side {
	id: string;
	/** Of the entry, which the question was asked about. */
	version: number;
}

/**
 * Makes them one, when both are as they were when it was asked; else `edited-since`, and nothing is changed. Answers which
 * stayed and which counts for it.
 */
export async function mergeEntries(
	app: App,
	caller: Caller,
	{ event: slug, sides }: { event: string; sides: readonly [Side, Side] }
): Promise<Result<{ keptId: string; otherId: string }, Refusal>> {
	const merged = await app.database.prisma.$transaction(async (db) => {
		const find = () => findEventRef(db, slug);
		const opened = await openAs(caller, { slug, verb: 'change-participants', find });
		if (!opened.ok) return opened;
		const eventId = opened.value.id;
		await holdEvent(db, eventId);
		const ids = sides.map(({ id }) => id.toLowerCase());
		const found = await findMergeSides(db, { eventId, ids });
		const [one, two] = ids.map((id) => found.find((side) => side.id === id));
		if (!one || !two || one.id === two.id)
			return refuse('participant-unknown', `${ids.join(' and ')} are not two participants of ${slug}`);
		const asAsked = [one, two].every(
			({ state, version }, index) => state === 'registered' && version === sides[index]?.version
		);
		if (!asAsked) return refuse('edited-since', 'one of the two entries was changed meanwhile');
		const { kept, other, visibility } = decideMerge(one, two);
		await setMergedInto(db, { id: other.id, keptId: kept.id });
		if (visibility !== kept.visibility) await setVisibility(db, { id: kept.id, visibility });
		await deleteAccess(db, other.id);
		await logBoth(db, {
			...{ app, caller, eventId, action: 'entries-merged', keptId: kept.id, otherId: other.id },
			kept: { before: { merged: null }, after: { merged: other.id } },
			other: {
				before: { state: 'registered', mergedInto: null },
				after: { state: 'cancelled', mergedInto: kept.id }
			},
			visibility: visibility === kept.visibility ? null : [kept.visibility, visibility]
		});
		return ok({ eventId, keptId: kept.id, otherId: other.id });
	});
	if (!merged.ok) return merged;
	const { eventId, ...answer } = merged.value;
	announce(app, { eventId, kind: 'participants' });
	return ok(answer);
}

/**
 * The other entry counts for itself again, with its bib and all that was read or decided of it, and the kept one is shown
 * as before unless somebody changed that since. Links that ended stay ended.
 * @param input.id of the other entry
 * @param input.from the entry that it is merged into; left out: whichever
 */
export async function undoMerge(
	app: App,
	caller: Caller,
	{ event: slug, id, from }: Named & { from?: string }
): Promise<Result<{ keptId: string; otherId: string }, Refusal>> {
	const undone = await app.database.prisma.$transaction(async (db) => {
		const find = () => findEventRef(db, slug);
		const opened = await openAs(caller, { slug, verb: 'change-participants', find });
		if (!opened.ok) return opened;
		const eventId = opened.value.id;
		await holdEvent(db, eventId);
		const sideOf = async (of: string) => (await findMergeSides(db, { eventId, ids: [of] }))[0];
		const other = UuidSchema.safeParse(id).success ? await sideOf(id) : undefined;
		if (!other) return refuse('participant-unknown', `there is no participant ${id} in ${slug}`);
		const kept = other.mergedIntoId === null ? undefined : await sideOf(other.mergedIntoId);
		if (!kept || kept.id !== (from ?? kept.id))
			return refuse('edited-since', `${id} is not merged into ${from ?? 'another entry'}`);
		const shown = may(caller, 'protect', opened.value) ? await shownBefore(db, { kept, other }) : null;
		await setMergedInto(db, { id: other.id, keptId: null });
		if (shown !== null) await setVisibility(db, { id: kept.id, visibility: shown });
		await logBoth(db, {
			...{ app, caller, eventId, action: 'merge-undone', keptId: kept.id, otherId: other.id },
			kept: { before: { merged: other.id }, after: { merged: null } },
			other: {
				before: { state: 'cancelled', mergedInto: kept.id },
				after: { state: 'registered', mergedInto: null }
			},
			visibility: shown === null ? null : [kept.visibility, shown]
		});
		return ok({ eventId, keptId: kept.id, otherId: other.id });
	});
	if (!undone.ok) return undone;
	const { eventId, ...answer } = undone.value;
	announce(app, { eventId, kind: 'participants' });
	return ok(answer);
}

/** How the kept entry was shown before that merge made it stricter; null: it did not, or somebody changed it since. */
async function shownBefore(
	db: Db,
	{ kept, other }: { kept: MergeSide; other: MergeSide }
): Promise<string | null> {
	const changes = await listEntryChanges(db, { participantId: kept.id });
	const last = changes.find(({ after }) => 'visibility' in after);
	return last?.after.merged === other.id && typeof last.before.visibility === 'string'
		? last.before.visibility
		: null;
}

interface Fields {
	before: Record<string, unknown>;
	after: Record<string, unknown>;
}

interface LoggedMerge {
	app: App;
	caller: Caller;
	eventId: string;
	action: 'entries-merged' | 'merge-undone';
	keptId: string;
	otherId: string;
	kept: Fields;
	other: Fields;
	/** Of the kept entry, before and after; null: as it was. */
	visibility: [before: string, after: string] | null;
}

/** In the log of both entries, and in the audit by their ids. */
async function logBoth(db: Db, merge: LoggedMerge): Promise<void> {
	const { app, caller, eventId, action, keptId, otherId, kept, other, visibility } = merge;
	const by = actorOf(caller);
	if (visibility) {
		kept.before.visibility = visibility[0];
		kept.after.visibility = visibility[1];
	}
	await insertEntryChanges(db, {
		by,
		atMs: app.now(),
		changes: [
			{ participantId: keptId, ...kept },
			{ participantId: otherId, ...other }
		]
	});
	await recordAudit(db, { eventId, actor: by, action, subject: keptId, details: { other: otherId } });
}
