/** An organiser's list of participants, taken in one transaction, each item with its own answer. */
import { randomUUID } from 'node:crypto';
import { countedNumber } from '#lib/domain/bibs/bibNumber.ts';
import { differenceOf } from '#lib/domain/people/entryVersions.ts';
import { foldName } from '#lib/domain/people/foldedName.ts';
import type { Question } from '#lib/domain/people/questions.ts';
import {
	planImport,
	type ImportSituation,
	type KnownEntrant,
	type Outcome,
	type Rejected
} from '#lib/domain/people/import/plan.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import { onlyUnknownFields, parseWith } from '#lib/schemas/base/faults.ts';
import {
	ParticipantItemSchema,
	type ParticipantAnswer,
	type ParticipantItem,
	type ParticipantsAnswer
} from '#lib/schemas/participant.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import { actorOf, type Caller } from '#lib/server/access/caller.ts';
import { mapInTurns } from '#lib/server/inTurns.ts';
import { newBibCode } from '#lib/server/secret.ts';
import type { Db } from '#lib/server/database/db.ts';
import {
	findEntrants,
	findLastBib,
	grantBibs,
	insertEntrants,
	updateEntrants,
	type EntrantRow
} from './store/entrants.ts';
import { findBibsInRanges, findLongBibs } from './store/bibNumbers.ts';
import {
	findEvent,
	findEventRef,
	holdEvent,
	waveKey,
	type StoredEvent
} from '#lib/server/events/store/events.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import { withoutAnswers, writeImportedAnswers } from './answers/importedAnswers.ts';
import { loggedFields } from './loggedFields.ts';
import { insertEntryChanges } from './store/entryChanges.ts';
import { announce } from '#lib/server/live/announce.ts';
import { recordAudit } from '#lib/server/access/audit.ts';

/** Long lists hold the event for seconds; others wait for their turn. */
const TRANSACTION = { maxWait: 30_000, timeout: 120_000 };

/** Asked before a long list is read: may the caller, which questions does the event have, and which races? Folded names and slugs → slug. */
export async function openImport(
	app: App,
	caller: Caller,
	{ event: slug }: { event: string }
): Promise<Result<{ races: Map<string, string>; questions: Question[] }, Refusal>> {
	const find = () => findEvent(app.database.prisma, slug);
	const event = await openAs(caller, { slug, verb: 'import-participants', find });
	if (!event.ok) return event;
	const names = event.value.document.races.flatMap(({ slug, name }) => [
		[foldName(name), slug] as const,
		[foldName(slug), slug] as const
	]);
	return ok({ races: new Map(names), questions: event.value.document.questions });
}

interface List {
	/** Slug. */
	event: string;
	items: readonly unknown[];
	/** Of an item that names somebody who is entered already. */
	known?: 'changed' | 'refused';
}

/**
 * Makes and changes participants. An item is known by `externalId`, else by `bib`; one that cannot be taken is rejected
 * and keeps no other from being taken. Each new participant gets a bib with a random code.
 * @param items as they came, each parsed here.
 */
export async function importParticipants(
	app: App,
	caller: Caller,
	{ event: slug, items, known = 'changed' }: List
): Promise<Result<ParticipantsAnswer, Refusal>> {
	const parsed = await mapInTurns(items, parseItem);
	const taken = await app.database.prisma.$transaction(async (db) => {
		const find = () => findEventRef(db, slug);
		const opened = await openAs(caller, { slug, verb: 'import-participants', find });
		if (!opened.ok) return opened;
		const eventId = opened.value.id;
		await holdEvent(db, eventId);
		const event = await findEvent(db, slug);
		if (!event) return refuse('event-unknown', `there is no event ${slug}`);
		const { items: plain, answers } = withoutAnswers(parsed, event.document.questions);
		const situation = await situationOf(db, { event, items: plain });
		const planned = planImport(situation, plain);
		const outcomes = known === 'refused' ? planned.map(ofNewOnes) : planned;
		const { entrants } = situation;
		const ids = await write(db, { event, outcomes, entrants, at: new Date(app.now()), by: actorOf(caller) });
		await writeImportedAnswers(db, { ids, answers });
		const answer = outcomes.map((outcome, i) => answerOf(outcome, { sent: items[i], id: ids[i] }));
		await recordAudit(db, {
			eventId,
			actor: actorOf(caller),
			action: 'participants-imported',
			subject: slug,
			details: countsOf(answer)
		});
		return ok({ eventId, answer });
	}, TRANSACTION);
	if (!taken.ok) return taken;
	const { eventId, answer } = taken.value;
	announce(app, { eventId, kind: 'participants' });
	return ok({ items: answer });
}

function ofNewOnes(outcome: Outcome<ParticipantItem>): Outcome<ParticipantItem> {
	if (!outcome.ok || outcome.value.id === null) return outcome;
	const { bib } = outcome.value.entrant;
	return err({ reason: 'duplicate-bib', message: `bib ${bib ?? ''} is another participant's` });
}

/** From this number on `lastBib` no longer says which are taken. */
const UNCOUNTED = 1_000_000;

/** What the event holds of the list already, as `planImport` judges by. */
export async function situationOf(
	db: Db,
	{ event, items }: { event: StoredEvent; items: readonly Result<ParticipantItem, Rejected>[] }
): Promise<ImportSituation<ParticipantItem>> {
	const named = (field: 'externalId' | 'bib') =>
		items.flatMap((item) => (item.ok && item.value[field] ? [item.value[field]] : []));
	const bibs = named('bib');
	const lastBib = await findLastBib(db, event.id);
	const ends = event.document.races.map((race) => race.bibs?.to ?? 0);
	const highest = bibs.reduce(
		(last, bib) => Math.max(last, countedNumber(bib) ?? 0),
		Math.max(lastBib, ...ends)
	);
	const givesBibs = items.some((item) => item.ok && !item.value.bib);
	return {
		races: event.document.races.map(({ slug, waves, bibs }) => ({
			slug,
			waves: waves.map((wave) => wave.slug),
			bibs
		})),
		entrants: await findEntrants(db, {
			eventId: event.id,
			externalIds: named('externalId'),
			bibs
		}),
		bibs: [
			...(givesBibs ? await findBibsInRanges(db, event.id) : []),
			...(highest + items.length < UNCOUNTED ? [] : await findLongBibs(db, event.id))
		],
		lastBib
	};
}

/** Of one item; a list has thousands. */
const FAULTS_TOLD = 5;

function parseItem(sent: unknown): Result<ParticipantItem, Rejected> {
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
	outcomes: Outcome<ParticipantItem>[];
	/** As they were. */
	entrants: KnownEntrant<ParticipantItem>[];
	at: Date;
	by: string;
}

/** Answers the participant's id for each outcome; undefined: rejected. */
async function write(db: Db, { event, outcomes, entrants, at, by }: Plan): Promise<(string | undefined)[]> {
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
	const borne = new Map(entrants.map(({ id, bib }) => [id, bib]));
	const rows = [...created, ...updated];
	const grants = rows.flatMap(({ id, bib }) =>
		bib !== null && borne.get(id) !== bib ? [{ number: bib, participantId: id, code: newBibCode() }] : []
	);
	await insertEntrants(db, { eventId: event.id, rows: created, at });
	await updateEntrants(db, updated);
	await grantBibs(db, { eventId: event.id, grants });
	const known = new Map(entrants.map((entrant) => [entrant.id, entrant]));
	const changes = updated.flatMap((row) => {
		const difference = differenceOf(loggedFields(known.get(row.id) ?? {}), loggedFields(row));
		return difference ? [{ participantId: row.id, ...difference }] : [];
	});
	await insertEntryChanges(db, { by, atMs: at.getTime(), changes });
	return ids;
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
			...(externalId == null ? {} : { externalId }),
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
