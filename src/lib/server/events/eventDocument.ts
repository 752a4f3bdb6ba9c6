/** The event document: made, read and edited as a whole. */
import { createHash } from 'node:crypto';
import { err, ok, type Result } from '#lib/domain/result.ts';
import { OWN_REASONS } from '#lib/domain/timing/rulings/ownReasons.ts';
import {
	writeEventDocument,
	type EventDocument,
	type WrittenEventDocument
} from '#lib/schemas/event/event.ts';
import { refuse, type PartUse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import { actorOf, type Caller } from '#lib/server/access/caller.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import { refusalOf } from '#lib/server/access/permissions.ts';
import { lastActorOf } from '#lib/server/access/store/audit.ts';
import type { Db } from '#lib/server/database/db.ts';
import {
	findEvent,
	findEventId,
	findEventRef,
	holdEvent,
	waveKey,
	type StoredEvent
} from './store/events.ts';
import { findPartsInUse, hasParticipants } from './store/eventUse.ts';
import { insertEvent, updateEvent } from './store/eventWrites.ts';
import { queueMailToAll } from '#lib/server/mail/store/outgoingMails.ts';
import { insertWaveStarts } from '#lib/server/rulings/store/guns.ts';
import { announce } from '#lib/server/live/announce.ts';
import { recordAudit } from '#lib/server/access/audit.ts';
import {
	editsDocument,
	gunChanges,
	removedParts,
	newsToRunners,
	settled,
	type GunChange
} from './eventChanges.ts';

export interface ReadEvent {
	id: string;
	slug: string;
	version: number;
	demo: boolean;
	document: WrittenEventDocument;
	/** Strong ETag with its quotes: changes with every edit and every gun. */
	etag: string;
}

const EDITS = ['event-created', 'event-edited'];

/** Public: the document holds rules and names of places and devices, nothing about people. */
export async function readEventDocument(
	app: App,
	caller: Caller,
	{ event: slug }: { event: string }
): Promise<Result<ReadEvent, Refusal>> {
	const find = () => findEvent(app.database.prisma, slug);
	const stored = await openAs(caller, { slug, verb: 'see-public', find });
	return stored.ok ? ok(readOf(stored.value)) : stored;
}

/**
 * Makes the event, or replaces its document. Guns that differ from those in force become `wave-start` rulings.
 * @param ifMatch ETags as `If-Match` names them; null: none given. Needed when someone else edited the event last.
 */
export async function putEventDocument(
	app: App,
	caller: Caller,
	{ event: slug, document, ifMatch }: { event: string; document: EventDocument; ifMatch: string[] | null }
): Promise<Result<ReadEvent, Refusal>> {
	const written = await app.database.prisma.$transaction(async (db) => {
		const put = { caller, slug, wanted: document, nowMs: app.now() };
		if (!(await findEventId(db, slug))) {
			const refused = refusalOf(caller, 'manage-installation', null);
			if (refused) return refused;
			const created = await create(db, put);
			if (created) return answered(created);
		}
		return answered(await edit(db, { ...put, ifMatch }));
	});
	if (!written.ok) return written;
	announce(app, { eventId: written.value.id, kind: 'event' });
	return written;
}

type Written = Result<StoredEvent, Refusal>;
/** The answer is made while the transaction lasts: one that fails takes back what it would have told of. */
const answered = (written: Written): Result<ReadEvent, Refusal> =>
	written.ok ? ok(readOf(written.value)) : written;

interface Put {
	caller: Caller;
	slug: string;
	wanted: EventDocument;
	nowMs: number;
}

/** Null when somebody else made the event at the same moment. */
async function create(db: Db, put: Put): Promise<Written | null> {
	const document = settled(put.wanted, { stored: null, nowMs: put.nowMs });
	const eventId = await insertEvent(db, { slug: put.slug, document, nowMs: put.nowMs });
	if (!eventId) return null;
	const actor = actorOf(put.caller);
	await recordAudit(db, { eventId, actor, action: 'event-created', subject: put.slug });
	return finish(db, { put, changes: gunChanges(null, document) });
}

async function edit(db: Db, put: Put & { ifMatch: string[] | null }): Promise<Written> {
	const { caller, slug, nowMs, ifMatch } = put;
	const opened = await openAs(caller, { slug, verb: 'edit-event', find: () => findEventRef(db, slug) });
	if (!opened.ok) return opened;
	await holdEvent(db, opened.value.id);
	const stored = await stillStored(db, slug);
	const document = settled(put.wanted, { stored: stored.document, nowMs });
	const changes = gunChanges(stored.document, document);
	const edits = editsDocument(stored.document, document);
	if (ifMatch ? !isMatched(stored, ifMatch) : await isEditedByOthers(db, { stored, put, changes, edits }))
		return refuse(
			'edited-since',
			`${slug} was edited since it was read: read it again and send its ETag as If-Match`
		);
	const inUse = await findPartsInUse(db, {
		eventId: stored.id,
		removed: removedParts(stored.document, document)
	});
	if (inUse.length > 0) return err({ reason: 'in-use', message: inUse.map(useOf).join('; '), inUse });
	const toDraft = document.status === 'draft' && stored.status !== 'draft';
	if (toDraft && (await hasParticipants(db, stored.id)))
		return refuse('in-use', `${slug} has participants and cannot be a draft again`);
	if (edits) {
		await updateEvent(db, { eventId: stored.id, document, nowMs });
		const kind = newsToRunners(stored.status, document.status);
		if (kind) await queueMailToAll(db, { eventId: stored.id, kind, nowMs });
		const actor = actorOf(caller);
		await recordAudit(db, { eventId: stored.id, actor, action: 'event-edited', subject: slug });
	}
	return finish(db, { put, changes });
}

/** Records the guns, and reads back what is stored. */
async function finish(db: Db, { put, changes }: { put: Put; changes: GunChange[] }): Promise<Written> {
	const stored = await stillStored(db, put.slug);
	if (changes.length === 0) return ok(stored);
	const by = actorOf(put.caller);
	await insertWaveStarts(
		db,
		changes.map(({ race, wave, toMs }) => ({
			eventId: stored.id,
			raceId: idOf(stored.raceIds, race),
			waveId: idOf(stored.waveIds, waveKey(race, wave)),
			valueMs: toMs,
			by,
			why: OWN_REASONS['gun-in-document'],
			atMs: put.nowMs
		}))
	);
	for (const { race, wave, fromMs, toMs } of changes)
		await recordAudit(db, {
			eventId: stored.id,
			actor: by,
			action: 'wave-start-ruled',
			subject: waveKey(race, wave),
			details: { fromMs, toMs }
		});
	return ok(await stillStored(db, put.slug));
}

async function stillStored(db: Db, slug: string): Promise<StoredEvent> {
	const stored = await findEvent(db, slug);
	if (!stored) throw new Error(`event ${slug} vanished inside the transaction that holds it`);
	return stored;
}

function idOf(ids: Map<string, string>, key: string): string {
	const id = ids.get(key);
	if (!id) throw new Error(`${key} was written and is not there`);
	return id;
}

const isMatched = (stored: StoredEvent, tags: string[]): boolean =>
	tags.includes('*') || tags.includes(tagOf(stored));

/** Without `If-Match`: would this overwrite what somebody else decided? A caller's own last edit is known to it. */
async function isEditedByOthers(
	db: Db,
	{ stored, put, changes, edits }: { stored: StoredEvent; put: Put; changes: GunChange[]; edits: boolean }
): Promise<boolean> {
	const actor = actorOf(put.caller);
	const othersGun = changes.some(({ race, wave }) => {
		const gun = stored.guns.get(stored.waveIds.get(waveKey(race, wave)) ?? '');
		return gun !== undefined && gun.by !== actor;
	});
	if (othersGun) return true;
	if (!edits || stored.version === 1) return false;
	return (await lastActorOf(db, { eventId: stored.id, actions: EDITS })) !== actor;
}

function useOf(use: PartUse): string {
	const { participants, passings, decisions, answers } = use;
	const has = [
		participants && `${participants} participants`,
		passings && `${passings} passings`,
		decisions && `${decisions} rulings or publications`,
		answers && `${answers} answers`
	].filter(Boolean);
	return `${partOf(use)} has ${has.join(' and ')} and cannot be taken out`;
}

function partOf({ race, timing, wave, checkpoint, question, choice, kind }: PartUse): string {
	if (kind) return `the kind of question ${question}`;
	if (question !== undefined)
		return choice === undefined ? `question ${question}` : `choice ${question}/${choice}`;
	if (wave !== undefined) return `wave ${race}/${wave}`;
	if (timing) return `the timing of race ${race}`;
	return checkpoint === undefined ? `race ${race}` : `checkpoint ${race}/${checkpoint}`;
}

/** The strong ETag of the event, with its quotes. */
export const tagOf = (stored: StoredEvent): string => readOf(stored).etag;

function readOf({ id, slug, version, demo, document: stored }: StoredEvent): ReadEvent {
	const document = writeEventDocument(stored);
	const digest = createHash('sha256').update(JSON.stringify(document)).digest('hex').slice(0, 16);
	return { id, slug, version, demo, document, etag: `"${version}-${digest}"` };
}
