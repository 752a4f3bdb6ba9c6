/** Rulings as rows: append-only, in the order of `seq`. */
import type { Ruling, RulingType } from '#lib/domain/timing/facts/ruling.ts';
import type { Need, RulingFields } from '#lib/domain/timing/rulings/fields.ts';
import { needsOf } from '#lib/domain/timing/rulings/lookup.ts';
import type { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';

/** What a ruling names, by ids; which of it a type needs says its file in domain/timing/rulings. */
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
	const type = row.type as RulingType;
	const base = { id: row.id, seq: Number(row.seq), atMs: Number(row.atMs), by: row.by, why: row.why };
	const fields = needsOf(type).map((need) => FIELDS[need](row, row.details as Details));
	return Object.assign({ ...base, type }, ...fields) as Ruling;
}

/** Where each thing that a ruling can name stands in its row. */
const FIELDS: { [N in Need]: (row: Row, details: Details) => RulingFields[N] } = {
	runner: (row) => ({ participantId: given(row, row.participantId, 'participant') }),
	'other-runner': (row, details) => ({
		otherParticipantId: given(row, details.otherParticipantId, 'other participant')
	}),
	runners: (row, details) => ({ participantIds: given(row, details.participantIds, 'participants') }),
	passing: (row) => ({ passingId: given(row, row.passingId, 'passing') }),
	tap: (_, details) => ({ tapId: details.tapId ?? null }),
	wave: (row) => ({ waveSlug: given(row, row.wave?.slug, 'wave') }),
	instant: (row) => ({ valueMs: Number(given(row, row.valueMs, 'value')) }),
	'instant-or-null': (row) => ({ valueMs: row.valueMs === null ? null : Number(row.valueMs) }),
	duration: (row) => ({ valueMs: Number(given(row, row.valueMs, 'value')) }),
	ruling: (row) => ({ rulingId: given(row, row.revokesId, 'ruling') })
};

function given<T>(row: Row, value: T | null | undefined, name: string): T {
	if (value === null || value === undefined) throw new Error(`ruling ${row.id} (${row.type}) has no ${name}`);
	return value;
}
