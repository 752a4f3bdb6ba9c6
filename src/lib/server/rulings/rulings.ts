/** An organiser's decisions: recorded, listed, taken back. Nothing is overwritten; results follow from what is in force. */
import { openFacts } from '#lib/server/results/openFacts.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import { rulingsInForce } from '#lib/domain/timing/rulings/decisions.ts';
import { ownReasonOf } from '#lib/domain/timing/rulings/ownReasons.ts';
import { formatInstant } from '#lib/schemas/base/common.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import { faultsOfRuling, type RulingRecord, type RulingRequest } from '#lib/schemas/ruling.ts';
import type { App } from '#lib/server/app.ts';
import { actorOf, type Caller } from '#lib/server/access/caller.ts';
import { holdEvent } from '#lib/server/events/store/events.ts';
import type { Db } from '#lib/server/database/db.ts';
import {
	insertRulings,
	listRulings as listStoredRulings,
	type NewRuling,
	type StoredRuling
} from './store/rulings.ts';
import { announce } from '#lib/server/live/announce.ts';
import { recordAudit } from '#lib/server/access/audit.ts';
import { eventFacts, type EventFacts } from '#lib/server/results/eventFacts.ts';
import { refusalOfImpossibleTime } from './impossibleTime.ts';
import { rulingSubject } from './rulingSubject.ts';

/** Taking back what was taken back already changes nothing and answers with the revocation that holds. */
export async function recordRuling(
	app: App,
	caller: Caller,
	{ event, ruling }: { event: string; ruling: RulingRequest }
): Promise<Result<RulingRecord, Refusal>> {
	const recorded = await recordRulings(app, caller, { event, rulings: [ruling] });
	if (!recorded.ok) return recorded;
	const [record = await revocationOf(app, { event, id: ruling.rulingId })] = recorded.value;
	if (!record) throw new Error('one ruling was recorded and none is there');
	return ok(record);
}

async function revocationOf(
	app: App,
	{ event, id }: { event: string; id: string | undefined }
): Promise<RulingRecord | undefined> {
	const facts = await eventFacts(app, event);
	const records = facts ? recordsOf(facts) : [];
	const revokedBy = records.find((record) => record.id === id)?.revokedBy;
	return records.find((record) => record.id === revokedBy);
}

interface ManyRulings {
	event: string;
	rulings: RulingRequest[];
	/** Looks at every ruling of the event while it is held; where it says no, nothing is recorded. */
	onlyIf?: (stored: readonly StoredRuling[]) => boolean;
}

/**
 * All of them or, when one is refused, none. Answers them in the order given, without those that take back what no
 * longer holds.
 */
export async function recordRulings(
	app: App,
	caller: Caller,
	{ event: slug, rulings: requests, onlyIf }: ManyRulings
): Promise<Result<RulingRecord[], Refusal>> {
	const facts = await openFacts(app, caller, slug, 'time');
	if (!facts.ok) return facts;
	const { id: eventId } = facts.value.event;
	const by = actorOf(caller);
	const asked: NewRuling[] = [];
	for (const request of requests) {
		const subject = rulingSubject(facts.value, request);
		if (!subject.ok) return subject;
		const [fault, ...more] = faultsOfRuling(request);
		if (fault) return refuse('invalid-document', `${fault.pointer}: ${fault.message}`, [fault, ...more]);
		const { type, why } = request;
		const asks = { eventId, type, by, why, atMs: app.now(), ...subject.value };
		const refusal = refusalOfImpossibleTime(facts.value, asks);
		if (refusal) return err(refusal);
		asked.push(asks);
	}
	const stored = await app.database.prisma.$transaction(async (db) => {
		// One after another, so that whoever has read up to a `seq` has seen everything below it.
		await holdEvent(db, eventId);
		if (onlyIf && !onlyIf(await listStoredRulings(db, eventId))) return [];
		const rows = await withoutRepeatedRevokes(db, asked);
		if (rows.length === 0) return [];
		const inserted = await insertRulings(db, rows);
		const types = [...new Set(rows.map(({ type }) => type))];
		await recordAudit(db, {
			eventId,
			actor: by,
			action: 'ruling-recorded',
			subject: inserted[0]?.ruling.id,
			details: {
				type: types.join(' '),
				race: requests[0]?.race ?? null,
				...(inserted.length > 1 && { count: inserted.length })
			}
		});
		return inserted;
	});
	if (stored.length > 0) announce(app, { eventId, kind: 'rulings' });
	// Nothing is read after the commit: what is recorded would be answered as a fault, and be recorded twice.
	const revokers = new Map<string, string>();
	return ok(stored.map((ruling) => recordOf(ruling, { facts: facts.value, revokers })));
}

/**
 * A second revocation would hold back the decision when the first is taken back. Looked up while the event is held, so
 * that of two at the same moment only one is recorded.
 */
async function withoutRepeatedRevokes(db: Db, rows: NewRuling[]): Promise<NewRuling[]> {
	const [eventId] = rows.flatMap((row) => (row.type === 'revoke' ? row.eventId : []));
	if (eventId === undefined) return rows;
	const stored = await listStoredRulings(db, eventId);
	const holding = new Set(rulingsInForce(stored.map(({ ruling }) => ruling)).map(({ id }) => id));
	return rows.filter(({ type, revokesId }) => type !== 'revoke' || holding.delete(revokesId ?? ''));
}

/** In the order decided, also those that were taken back. */
export async function listRulings(
	app: App,
	caller: Caller,
	{ event: slug }: { event: string }
): Promise<Result<{ items: RulingRecord[] }, Refusal>> {
	const facts = await openFacts(app, caller, slug, 'see-participants');
	return facts.ok ? ok({ items: recordsOf(facts.value) }) : facts;
}

/**
 * Takes a ruling back by another; what it had decided no longer holds. A revocation can be taken back too.
 * A second time changes nothing and answers with the first.
 */
export function revokeRuling(
	app: App,
	caller: Caller,
	{ event, id, why = '' }: { event: string; id: string; why?: string }
): Promise<Result<RulingRecord, Refusal>> {
	return recordRuling(app, caller, { event, ruling: { type: 'revoke', rulingId: id, why } });
}

/**
 * Takes an act of several rulings back: each that still holds, so that a second time changes nothing. Answers the ids of
 * the revocations.
 */
export async function revokeRulings(
	app: App,
	caller: Caller,
	{ event, ids, why }: { event: string; ids: readonly string[]; why: string }
): Promise<Result<string[], Refusal>> {
	const facts = await openFacts(app, caller, event, 'time');
	if (!facts.ok) return facts;
	const holding = new Set(
		rulingsInForce(facts.value.rulings.map(({ ruling }) => ruling)).map(({ id }) => id)
	);
	const rulings = ids
		.filter((id) => holding.has(id))
		.map((rulingId): RulingRequest => ({ type: 'revoke', rulingId, why }));
	if (rulings.length === 0) return ok([]);
	const recorded = await recordRulings(app, caller, { event, rulings });
	return recorded.ok ? ok(recorded.value.map(({ id }) => id)) : recorded;
}

function recordsOf(facts: EventFacts): RulingRecord[] {
	const revokers = new Map<string, string>();
	for (const ruling of rulingsInForce(facts.rulings.map((stored) => stored.ruling)))
		if (ruling.type === 'revoke') revokers.set(ruling.rulingId, ruling.id);
	return facts.rulings.map((stored) => recordOf(stored, { facts, revokers }));
}

function recordOf(
	{ raceId, ruling }: StoredRuling,
	{ facts, revokers }: { facts: EventFacts; revokers: Map<string, string> }
): RulingRecord {
	const bibOf = (id: string) => facts.entryOf.get(id)?.participant.bib ?? null;
	const participantId = 'participantId' in ruling ? ruling.participantId : null;
	return {
		id: ruling.id,
		seq: ruling.seq,
		type: ruling.type,
		race: facts.event.courses.find(({ id }) => id === raceId)?.race.slug ?? null,
		bib: participantId === null ? null : bibOf(participantId),
		participantId,
		wave: 'waveSlug' in ruling ? ruling.waveSlug : null,
		passingId: 'passingId' in ruling ? ruling.passingId : null,
		tapId: 'tapId' in ruling ? ruling.tapId : null,
		otherBib: 'otherParticipantId' in ruling ? bibOf(ruling.otherParticipantId) : null,
		bibs: 'participantIds' in ruling ? ruling.participantIds.flatMap((id) => bibOf(id) ?? []) : [],
		valueMs: 'valueMs' in ruling ? ruling.valueMs : null,
		rulingId: 'rulingId' in ruling ? ruling.rulingId : null,
		revokedBy: revokers.get(ruling.id) ?? null,
		by: ruling.by,
		why: ruling.why,
		whyCode: ownReasonOf(ruling.why),
		at: formatInstant(ruling.atMs, facts.event.timeZone)
	};
}
