/** An organiser's list of participants, taken in one transaction, each item with its own answer. */
import { randomUUID } from 'node:crypto';
import { foldName } from '#lib/domain/registration/foldedName.ts';
import type { ImportItem } from '#lib/domain/registration/import/item.ts';
import {
	planImport,
	type ImportSituation,
	type Outcome,
	type Rejected
} from '#lib/domain/registration/import/plan.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import { onlyUnknownFields, parseWith } from '#lib/schemas/faults.ts';
import {
	ParticipantItemSchema,
	type ParticipantAnswer,
	type ParticipantsAnswer
} from '#lib/schemas/participant.ts';
import { refuse, type Refusal } from '#lib/schemas/problem.ts';
import type { App } from '../app.ts';
import { actorOf, isOrganiserOf, type Caller } from '../caller.ts';
import { mapInTurns } from '../inTurns.ts';
import { newBibCode } from '../secret.ts';
import type { Db } from '../store/db.ts';
import {
	findBibs,
	findEntrants,
	grantBibs,
	insertEntrants,
	updateEntrants,
	type EntrantRow,
	type StoredBib
} from '../store/entrants.ts';
import { findEvent, findEventId, holdEvent, waveKey, type StoredEvent } from '../store/events.ts';
import { recordAudit } from './audit.ts';

/** Long lists hold the event for seconds; others wait for their turn. */
const TRANSACTION = { maxWait: 30_000, timeout: 120_000 };

/** Asked before a long list is read: may the caller, and which races does the event have? Folded names and slugs → slug. */
export async function openImport(
	app: App,
	caller: Caller,
	{ event: slug }: { event: string }
): Promise<Result<{ races: Map<string, string> }, Refusal>> {
	const event = await findEvent(app.database.prisma, slug);
	if (!event) return refuse('event-unknown', `there is no event ${slug}`);
	if (!isOrganiserOf(caller, event.id)) return refuse('forbidden', `this caller does not organise ${slug}`);
	const names = event.document.races.flatMap(({ slug, name }) => [
		[foldName(name), slug] as const,
		[foldName(slug), slug] as const
	]);
	return ok({ races: new Map(names) });
}

/**
 * Makes and changes participants. An item is known by `externalId`, else by `bib`; one that cannot be taken is rejected
 * and keeps no other from being taken. Each new participant gets a bib with a random code.
 * @param items as they came, each parsed here.
 */
export async function importParticipants(
	app: App,
	caller: Caller,
	{ event: slug, items }: { event: string; items: readonly unknown[] }
): Promise<Result<ParticipantsAnswer, Refusal>> {
	const parsed = await mapInTurns(items, parseItem);
	const taken = await app.database.prisma.$transaction(async (db) => {
		const eventId = await findEventId(db, slug);
		if (!eventId) return refuse('event-unknown', `there is no event ${slug}`);
		if (!isOrganiserOf(caller, eventId)) return refuse('forbidden', `this caller does not organise ${slug}`);
		await holdEvent(db, eventId);
		const event = await findEvent(db, slug);
		if (!event) return refuse('event-unknown', `there is no event ${slug}`);
		const bibs = await findBibs(db, eventId);
		const situation = await situationOf(db, { event, bibs });
		const outcomes = planImport(situation, parsed);
		const written = await write(db, { event, outcomes, bibs, at: new Date(app.now()) });
		const answer = outcomes.map((outcome, i) => answerOf(outcome, { sent: items[i], id: written.ids[i] }));
		await recordAudit(db, {
			eventId,
			actor: actorOf(caller),
			action: 'participants-imported',
			subject: slug,
			details: countsOf(answer)
		});
		return ok({ eventId, raceIds: written.raceIds, answer });
	}, TRANSACTION);
	if (!taken.ok) return taken;
	const { eventId, raceIds, answer } = taken.value;
	await app.bus.publish(`event:${eventId}`, { kind: 'participants', raceIds });
	return ok({ items: answer });
}

/** What the event holds already, as `planImport` judges by. */
export async function situationOf(
	db: Db,
	{ event, bibs }: { event: StoredEvent; bibs: StoredBib[] }
): Promise<ImportSituation> {
	return {
		races: event.document.races.map(({ slug, waves }) => ({ slug, waves: waves.map((wave) => wave.slug) })),
		entrants: await findEntrants(db, event.id),
		bibs: bibs.map(({ number }) => number)
	};
}

/** Of one item; a list has thousands. */
const FAULTS_TOLD = 5;

function parseItem(sent: unknown): Result<ImportItem, Rejected> {
	const item = parseWith(ParticipantItemSchema, sent);
	if (item.ok) return item;
	return err({
		reason: onlyUnknownFields(item.error) ? 'unknown-field' : 'invalid-item',
		message: item.error
			.slice(0, FAULTS_TOLD)
			.map(({ pointer, message }) => `${pointer.slice(1)} ${message}`.trim())
			.join('; ')
	});
}

interface Plan {
	event: StoredEvent;
	outcomes: Outcome[];
	bibs: StoredBib[];
	at: Date;
}

/** Answers the participant's id for each outcome (undefined: rejected), and the races that have changed. */
async function write(
	db: Db,
	{ event, outcomes, bibs, at }: Plan
): Promise<{ ids: (string | undefined)[]; raceIds: string[] }> {
	const ids = outcomes.map((outcome) => (outcome.ok ? (outcome.value.id ?? randomUUID()) : undefined));
	const created: EntrantRow[] = [];
	const updated: EntrantRow[] = [];
	outcomes.forEach((outcome, i) => {
		const id = ids[i];
		if (!outcome.ok || !id || !outcome.value.changed) return;
		const { entrant } = outcome.value;
		const raceId = event.raceIds.get(entrant.race);
		const waveId = event.waveIds.get(waveKey(entrant.race, entrant.wave));
		if (!raceId || !waveId) throw new Error(`${entrant.race}/${entrant.wave} was planned and is not stored`);
		(outcome.value.id ? updated : created).push({ ...entrant, id, raceId, waveId });
	});
	const bearers = new Map(bibs.map(({ number, participantId }) => [number, participantId]));
	const rows = [...created, ...updated];
	const grants = rows.flatMap(({ id, bib }) =>
		bib !== null && bearers.get(bib) !== id ? [{ number: bib, participantId: id, code: newBibCode() }] : []
	);
	await insertEntrants(db, { eventId: event.id, rows: created, at });
	await updateEntrants(db, updated);
	await grantBibs(db, { eventId: event.id, grants });
	return { ids, raceIds: [...new Set(rows.map(({ raceId }) => raceId))] };
}

/** Names the item by what it was sent with, so that the sender finds it again; a new participant also by the new bib. */
function answerOf(
	outcome: Outcome,
	{ sent, id }: { sent: unknown; id: string | undefined }
): ParticipantAnswer {
	if (outcome.ok) {
		const { externalId, bib } = outcome.value.entrant;
		const status = outcome.value.id ? ('updated' as const) : ('created' as const);
		return {
			id,
			...(externalId === null ? {} : { externalId }),
			...(bib === null ? {} : { bib }),
			status,
			reason: null
		};
	}
	const named = typeof sent === 'object' && sent !== null ? (sent as Record<string, unknown>) : {};
	return {
		...(typeof named.externalId === 'string' ? { externalId: named.externalId } : {}),
		...(typeof named.bib === 'string' ? { bib: named.bib } : {}),
		status: 'rejected',
		...outcome.error
	};
}

function countsOf(answer: ParticipantAnswer[]): Record<ParticipantAnswer['status'], number> {
	const counts = { created: 0, updated: 0, rejected: 0 };
	for (const { status } of answer) counts[status] += 1;
	return counts;
}
