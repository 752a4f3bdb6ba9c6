/** Participants for organisers: the list, and changing one. */
import { placeOf } from '#lib/domain/people/import/plan.ts';
import { clashesOf, differenceOf, type Clash } from '#lib/domain/people/entryVersions.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type {
	ParticipantChange,
	ParticipantsPage,
	ParticipantsQuery,
	ShownParticipant
} from '#lib/schemas/participant.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import { actorOf, type Caller } from '#lib/server/access/caller.ts';
import { newBibCode } from '#lib/server/secret.ts';
import type { Db } from '#lib/server/database/db.ts';
import { decideAliases } from './store/aliases.ts';
import { findBibBearer, grantBibs, updateEntrants } from './store/entrants.ts';
import {
	findEvent,
	findEventRef,
	holdEvent,
	waveKey,
	type StoredEvent
} from '#lib/server/events/store/events.ts';
import { loggedFields } from './loggedFields.ts';
import { findEntryVersion, insertEntryChanges, listEntryChanges } from './store/entryChanges.ts';
import { countParticipants, listParticipantIds } from './store/listedParticipants.ts';
import { findParticipant, findParticipants, setParticipantState } from './store/participants.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import { refusalOf } from '#lib/server/access/permissions.ts';
import { announce } from '#lib/server/live/announce.ts';
import { recordAudit } from '#lib/server/access/audit.ts';

/** Names, birth dates and addresses are in it. By race, then by bib, unless the query says otherwise. */
export async function readParticipants(
	app: App,
	caller: Caller,
	{ event: slug, query }: { event: string; query: ParticipantsQuery }
): Promise<Result<ParticipantsPage, Refusal>> {
	const find = () => findEventRef(app.database.prisma, slug);
	const event = await openAs(caller, { slug, verb: 'see-contact', find });
	if (!event.ok) return event;
	const { prisma } = app.database;
	const { page, pageSize, ...filters } = query;
	const wanted = { eventId: event.value.id, ...filters };
	const [ids, total] = await Promise.all([
		listParticipantIds(prisma, { ...wanted, offset: (page - 1) * pageSize, limit: pageSize }),
		countParticipants(prisma, wanted)
	]);
	return ok({ items: await findParticipants(prisma, ids), total, page, pageSize });
}

export interface ChangeInput {
	/** Slug. */
	event: string;
	id: string;
	change: ParticipantChange;
	/** Of the entry that the change was made from; left out: of the one that is stored. */
	version?: number;
	/** What the change rests on, looked at while the event is held; false: it is refused as `edited-since`. */
	onlyIf?: (db: Db, eventId: string) => Promise<boolean>;
}

/** `edited-since` with what is at odds, when somebody else changed the same fields after `version`. */
export type ChangeRefusal = Refusal & { clashes?: Clash[] };

/** How somebody is shown in public takes a permission of its own. */
const PROTECTED = ['visibility', 'alias'] satisfies (keyof ParticipantChange)[];

/** Changes the fields that are named; null clears. A new bib has a new code, the old one becomes a spare. */
export async function changeParticipant(
	app: App,
	caller: Caller,
	input: ChangeInput
): Promise<Result<ShownParticipant, ChangeRefusal>> {
	const changed = await changeOfVersion(app, caller, input);
	return changed.ok ? ok(changed.value.participant) : changed;
}

/** As `changeParticipant`; answers with the version that the entry is at by it, which is the way back. */
export async function changeOfVersion(
	app: App,
	caller: Caller,
	{ event: slug, id, change, version, onlyIf }: ChangeInput
): Promise<Result<{ participant: ShownParticipant; version: number }, ChangeRefusal>> {
	const changed = await app.database.prisma.$transaction(async (db) => {
		const find = () => findEventRef(db, slug);
		const opened = await openAs(caller, { slug, verb: 'change-participants', find });
		if (!opened.ok) return opened;
		const eventId = opened.value.id;
		const shows = PROTECTED.some((field) => field in change);
		const refused = shows && refusalOf(caller, 'protect', opened.value);
		if (refused) return refused;
		await holdEvent(db, eventId);
		const event = await findEvent(db, slug);
		const stored = await findParticipant(db, { eventId, id });
		if (!event || !stored) return refuse('participant-unknown', `there is no participant ${id} in ${slug}`);
		if (stored.mergedInto && change.state === 'registered')
			return refuse(
				'merged-entry',
				`${id} was merged into another entry of the same person: undo that first`
			);
		if (onlyIf && !(await onlyIf(db, eventId)))
			return refuse('edited-since', `what the change of ${id} rests on is no longer so`);
		const clashes = version === undefined ? [] : await clashesSince(db, { stored, change, version });
		if (clashes.length > 0) return refuseClashes(clashes);
		const decided = await decide(db, { event, stored, change });
		if (!decided.ok) return decided;
		await write(db, { event, stored, changed: decided.value });
		const difference = differenceOf(loggedFields(stored), loggedFields(decided.value));
		const changes = difference ? [{ participantId: stored.id, ...difference }] : [];
		await insertEntryChanges(db, { by: actorOf(caller), atMs: app.now(), changes });
		// Naming an alias releases it, also the one that the runner chose.
		if (change.alias)
			await decideAliases(db, { eventId, aliases: [{ id, alias: change.alias }], release: true });
		await recordAudit(db, {
			eventId,
			actor: actorOf(caller),
			action: 'participant-changed',
			subject: id,
			// Which fields, never what they hold.
			details: { fields: Object.keys(change).sort().join(' ') }
		});
		const participant = await findParticipant(db, { eventId, id });
		if (!participant) return refuse('participant-unknown', `${id} is gone`);
		return ok({ eventId, participant, version: await findEntryVersion(db, participant.id) });
	});
	if (!changed.ok) return changed;
	const { eventId, ...made } = changed.value;
	announce(app, { eventId, kind: 'participants' });
	return ok(made);
}

async function clashesSince(
	db: Db,
	{ stored, change, version }: { stored: ShownParticipant; change: ParticipantChange; version: number }
): Promise<Clash[]> {
	const changes = await listEntryChanges(db, { participantId: stored.id, after: version });
	return clashesOf(change, { stored: loggedFields(stored), changes, version });
}

const refuseClashes = (clashes: Clash[]): { ok: false; error: ChangeRefusal } => ({
	ok: false,
	error: {
		reason: 'edited-since',
		message: `somebody else changed ${clashes.map(({ field }) => field).join(', ')} meanwhile`,
		clashes
	}
});

async function decide(
	db: Db,
	{ event, stored, change }: { event: StoredEvent; stored: ShownParticipant; change: ParticipantChange }
): Promise<Result<ShownParticipant, Refusal>> {
	const races = event.document.races.map(({ slug, waves }) => ({
		slug,
		waves: waves.map((wave) => wave.slug)
	}));
	const place = placeOf({ races }, change, stored);
	if (!place.ok) {
		const field = place.error.reason === 'race-unknown' ? 'race' : 'wave';
		const { message } = place.error;
		return refuse('invalid-document', message, [{ pointer: `/${field}`, message, value: change[field] }]);
	}
	if (change.bib !== undefined && change.bib !== stored.bib) {
		const { bib: number } = change;
		if (number !== null && (await findBibBearer(db, { eventId: event.id, number })))
			return refuse('duplicate-bib', `bib ${change.bib} is another participant's`);
	}
	const { externalId } = change;
	if (
		externalId &&
		(await db.participant.count({ where: { eventId: event.id, externalId, id: { not: stored.id } } }))
	)
		return refuse('in-use', `externalId ${externalId} is another participant's`);
	return ok({ ...stored, ...change, ...place.value });
}

async function write(
	db: Db,
	{ event, stored, changed }: { event: StoredEvent; stored: ShownParticipant; changed: ShownParticipant }
): Promise<void> {
	const raceId = event.raceIds.get(changed.race);
	const waveId = event.waveIds.get(waveKey(changed.race, changed.wave));
	if (!raceId || !waveId) throw new Error(`${changed.race}/${changed.wave} was decided and is not stored`);
	await updateEntrants(db, [{ ...changed, raceId, waveId }]);
	if (changed.state !== stored.state) await setParticipantState(db, { id: changed.id, state: changed.state });
	if (changed.bib !== null && changed.bib !== stored.bib)
		await grantBibs(db, {
			eventId: event.id,
			grants: [{ number: changed.bib, participantId: changed.id, code: newBibCode() }]
		});
}
