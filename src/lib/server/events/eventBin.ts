/**
 * Deleting an event: it lies in the bin for 30 days, out of everybody's sight, and can be taken back from there. Then it goes
 * for good, with everybody in it.
 */
import { err, ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import { recordAudit } from '#lib/server/access/audit.ts';
import { actorOf, type Caller } from '#lib/server/access/caller.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import { refusalOf } from '#lib/server/access/permissions.ts';
import type { App } from '#lib/server/app.ts';
import { insertErasedIds } from '#lib/server/backup/store/erasedIds.ts';
import { announce } from '#lib/server/live/announce.ts';
import { newSecret } from '#lib/server/secret.ts';
import { eraseEvents } from './store/eventErasure.ts';
import { listBinned, putIntoBin, takeOutOfBin, type BinnedEvent } from './store/eventBin.ts';
import { findEventSummary } from './store/eventList.ts';

const DAYS_IN_BIN = 30;
const BIN_MS = DAYS_IN_BIN * 86_400_000;
/** An event with tens of thousands of reads. */
const ERASE_MS = 120_000;

export interface InBin extends BinnedEvent {
	/** From then on it is gone for good. */
	goneMs: number;
}

export type DeletionRefusal = { why: 'name'; name: string } | { why: 'refused'; refusal: Refusal };

/** @param asked.typed the event's name, as somebody typed it to show that it is this one */
export async function deleteEvent(
	app: App,
	caller: Caller,
	{ event: slug, typed }: { event: string; typed: string }
): Promise<Result<{ name: string }, DeletionRefusal>> {
	const nowMs = app.now();
	const find = () => findEventSummary(app.database.prisma, { slug, nowMs });
	const opened = await openAs(caller, { slug, verb: 'manage-installation', find });
	if (!opened.ok) return err({ why: 'refused', refusal: opened.error });
	const { id: eventId, name } = opened.value;
	if (tidied(typed) !== tidied(name)) return err({ why: 'name', name });
	await app.database.prisma.$transaction(async (db) => {
		// No address has this form, and nobody can guess it.
		await putIntoBin(db, { eventId, hiddenSlug: `~${newSecret()}`, nowMs });
		await recordAudit(db, { eventId, actor: actorOf(caller), action: 'event-deleted', subject: slug });
	});
	announce(app, { eventId, kind: 'event' });
	return ok({ name });
}

const tidied = (text: string): string => text.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase();

export async function eventsInBin(app: App, caller: Caller): Promise<Result<InBin[], Refusal>> {
	const refused = refusalOf(caller, 'manage-installation', null);
	if (refused) return refused;
	const events = await listBinned(app.database.prisma);
	return ok(events.map((event) => ({ ...event, goneMs: event.binnedMs + BIN_MS })));
}

/** Everything is as it was. `in-use`: its address has another event by now. */
export async function takeEventBack(
	app: App,
	caller: Caller,
	{ id }: { id: string }
): Promise<Result<BinnedEvent, Refusal>> {
	const refused = refusalOf(caller, 'manage-installation', null);
	if (refused) return refused;
	const taken = await app.database.prisma.$transaction(async (db): Promise<Result<BinnedEvent, Refusal>> => {
		const event = (await listBinned(db)).find((binned) => binned.id === id);
		if (!event) return refuse('event-unknown', 'this event is not in the bin');
		if (!(await takeOutOfBin(db, event)))
			return refuse('in-use', `there is another event "${event.slug}" by now`);
		const actor = actorOf(caller);
		await recordAudit(db, { eventId: id, actor, action: 'event-taken-back', subject: event.slug });
		return ok(event);
	});
	if (taken.ok) announce(app, { eventId: id, kind: 'event' });
	return taken;
}

/** What has lain there for its time is gone for good, also from backups that are restored later. @returns how many */
export async function emptyBin(app: App): Promise<number> {
	const { prisma } = app.database;
	const due = await listBinned(prisma, { beforeMs: app.now() - BIN_MS });
	for (const { id, slug } of due)
		await prisma.$transaction(
			async (db) => {
				await insertErasedIds(db, [{ kind: 'event', id }]);
				await eraseEvents(db, [id]);
				const actor = 'schedule';
				await recordAudit(db, { eventId: id, actor, action: 'event-erased', subject: slug });
			},
			{ timeout: ERASE_MS }
		);
	return due.length;
}
