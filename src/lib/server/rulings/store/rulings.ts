/** Rulings as rows: append-only, in the order of `seq`. */
import type { Ruling, RulingType } from '#lib/domain/timing/facts/ruling.ts';
import type { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';

/** What a ruling names, by ids; which of it a type needs says domain/timing/ruling.ts. */
export interface RulingSubject {
	raceId: string | null;
	participantId?: string | null;
	waveId?: string | null;
	passingId?: string | null;
	valueMs?: number | null;
	/** The other runner of a swap. */
	otherParticipantId?: string | null;
	/** Who shares a place. */
	participantIds?: string[];
	/** The tap that a chute read takes its time from. */
	tapId?: string | null;
	/** The ruling that is taken back. */
	revokesId?: string | null;
}

export interface NewRuling extends RulingSubject {
	eventId: string;
	type: RulingType;
	by: string;
	why: string;
	atMs: number;
}

/** A ruling with the race that it belongs to; null: whichever race the passing belongs to. */
export interface StoredRuling {
	raceId: string | null;
	ruling: Ruling;
}

interface Details {
	otherParticipantId?: string;
	participantIds?: string[];
	tapId?: string | null;
}

/** Answers them as they are stored, in the order given. `seq` follows that order too. */
export async function insertRulings(db: Db, rulings: NewRuling[]): Promise<StoredRuling[]> {
	const rows = await db.ruling.createManyAndReturn({ data: rulings.map(rowOf), include: WITH_WAVE });
	return rows.sort((a, b) => Number(a.seq - b.seq)).map(storedOf);
}

function rowOf(ruling: NewRuling): Prisma.RulingCreateManyInput {
	const { otherParticipantId, participantIds, tapId, valueMs = null, atMs, ...row } = ruling;
	const details: Details = {};
	if (otherParticipantId) details.otherParticipantId = otherParticipantId;
	if (participantIds) details.participantIds = participantIds;
	if (tapId !== undefined) details.tapId = tapId;
	return { ...row, valueMs, atMs, details: { ...details } };
}

/** Every ruling of the event, also revoked ones, in the order decided. */
export async function listRulings(db: Db, eventId: string): Promise<StoredRuling[]> {
	const rows = await db.ruling.findMany({
		where: { eventId },
		orderBy: { seq: 'asc' },
		include: WITH_WAVE
	});
	return rows.map(storedOf);
}

const WITH_WAVE = { wave: { select: { slug: true } } } as const;
type Row = Prisma.RulingGetPayload<{ include: typeof WITH_WAVE }>;

const storedOf = (row: Row): StoredRuling => ({ raceId: row.raceId, ruling: rulingOf(row) });

/** @throws Error when a row lacks what its type needs, which the service that wrote it should have refused. */
function rulingOf(row: Row): Ruling {
	const details = row.details as Details;
	const base = { id: row.id, seq: Number(row.seq), atMs: Number(row.atMs), by: row.by, why: row.why };
	const valueMs = row.valueMs === null ? null : Number(row.valueMs);
	const need = <T>(value: T | null | undefined, name: string): T => {
		if (value === null || value === undefined)
			throw new Error(`ruling ${row.id} (${row.type}) has no ${name}`);
		return value;
	};
	const type = row.type as RulingType;
	const runner = () => need(row.participantId, 'participant');
	switch (type) {
		case 'void':
		case 'reinstate':
		case 'accept':
			return { ...base, type, passingId: need(row.passingId, 'passing') };
		case 'wave-start':
			return { ...base, type, waveSlug: need(row.wave?.slug, 'wave'), valueMs };
		case 'start-time':
		case 'finish-time':
		case 'penalty':
			return { ...base, type, participantId: runner(), valueMs: need(valueMs, 'value') };
		case 'move-wave':
			return { ...base, type, participantId: runner(), waveSlug: need(row.wave?.slug, 'wave') };
		case 'dns':
		case 'dnf':
		case 'dq':
			return { ...base, type, participantId: runner() };
		case 'dead-heat':
			return { ...base, type, participantIds: need(details.participantIds, 'participants') };
		case 'bib-swap':
			return {
				...base,
				type,
				participantId: runner(),
				otherParticipantId: need(details.otherParticipantId, 'other participant')
			};
		case 'claim':
			return { ...base, type, passingId: need(row.passingId, 'passing'), participantId: runner() };
		case 'assign-time':
			return {
				...base,
				type,
				passingId: need(row.passingId, 'passing'),
				tapId: details.tapId ?? null,
				valueMs: need(valueMs, 'value')
			};
		case 'revoke':
			return { ...base, type, rulingId: need(row.revokesId, 'ruling') };
	}
}
