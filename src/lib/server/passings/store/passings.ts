/** Passings as rows. The hot path: one statement with arrays, since it is many times faster than the ordinary client. */
import type { Pool } from 'pg';
import type { ReadAs } from '#lib/domain/bibs/bibIndex.ts';
import type { ObservationKind } from '#lib/domain/timing/facts/passing.ts';
import type { Db } from '#lib/server/database/db.ts';

export interface NewPassing {
	/** Any UUID, in small letters. */
	id: string;
	deviceId: string;
	seq: number;
	checkpoint: string;
	kind: ObservationKind;
	/** Which of bib, code or tag `read` is; null for a tap. */
	readAs: ReadAs | null;
	read: string | null;
	/** Device time, epoch milliseconds, before correction. */
	atMs: number;
	offsetMs: number;
	uncertaintyMs: number | null;
	resolutionMs: number;
	receivedMs: number;
	lane: string | null;
	token: number | null;
	assigned: boolean;
}

/** Begins the keys of advisory locks that put the arrivals of an event in order. */
const ARRIVAL_LOCK = 0x5061;

/**
 * One durable commit; answers the ids that were new. An id that the event has already changes nothing.
 * The lock is taken before the numbers of arrival are drawn and let go after the commit, so that whoever has read up to a
 * number has seen everything below it, also with several server processes. So nothing else may insert passings.
 */
export async function insertPassings(
	pool: Pick<Pool, 'query'>,
	{ eventId, passings }: { eventId: string; passings: NewPassing[] }
): Promise<Set<string>> {
	const column = <K extends keyof NewPassing>(key: K): NewPassing[K][] => passings.map((p) => p[key]);
	const { rows } = await pool.query<{ id: string }>({
		text: `with turn as materialized (select pg_advisory_xact_lock($1, hashtext($2::text)))
			insert into passing (event_id, id, device_id, seq, checkpoint, kind, read_as, read, at_ms, offset_ms,
				uncertainty_ms, resolution_ms, received_ms, lane, token, assigned)
			select $2::uuid, u.* from turn, unnest($3::uuid[], $4::uuid[], $5::int[], $6::text[], $7::text[], $8::text[],
				$9::text[], $10::bigint[], $11::int[], $12::int[], $13::int[], $14::bigint[], $15::text[], $16::int[],
				$17::boolean[]) as u
			on conflict do nothing returning id`,
		values: [
			ARRIVAL_LOCK,
			eventId,
			column('id'),
			column('deviceId'),
			column('seq'),
			column('checkpoint'),
			column('kind'),
			column('readAs'),
			column('read'),
			column('atMs'),
			column('offsetMs'),
			column('uncertaintyMs'),
			column('resolutionMs'),
			column('receivedMs'),
			column('lane'),
			column('token'),
			column('assigned')
		]
	});
	return new Set(rows.map(({ id }) => id));
}

/** Holds back further passings of the event until the transaction ends; to be taken last, since phones wait for it. */
export async function holdArrivals(db: Db, eventId: string): Promise<void> {
	await db.$queryRaw`select 1 from (select pg_advisory_xact_lock(${ARRIVAL_LOCK}::int, hashtext(${eventId}))) as held`;
}

/** What was read after that number of arrival, in no particular order. */
export async function findReadsAfter(
	db: Db,
	{ eventId, arrival }: { eventId: string; arrival: number }
): Promise<{ checkpoint: string; readAs: ReadAs | null; read: string | null }[]> {
	return db.$queryRaw`
		select checkpoint, read_as as "readAs", read from passing
		where event_id = ${eventId}::uuid and arrival > ${arrival} and kind <> 'check-in'`;
}

export interface Upload {
	eventSlug: string;
	/** Name of the device. */
	device: string;
}

/** What an upload has to be judged by. */
export interface PassingContext {
	eventId: string;
	/** Slugs of all races' checkpoints. */
	checkpoints: string[];
	/** Null: no device of that name yet. */
	deviceId: string | null;
	assignments: { checkpoint: string; fromMs: number; untilMs: number | null }[];
}

/** One statement for many uploads, answered in their order; null: no such event. */
export async function findPassingContexts(
	pool: Pool,
	uploads: readonly Upload[]
): Promise<(PassingContext | null)[]> {
	const { rows } = await pool.query<{
		n: number;
		event_id: string;
		checkpoints: string[];
		device_id: string | null;
		assignments: PassingContext['assignments'];
	}>({
		text: `select u.n::int, e.id as event_id, d.id as device_id,
				array(select distinct c.slug from checkpoint c join race r on r.id = c.race_id where r.event_id = e.id) as checkpoints,
				coalesce((select json_agg(json_build_object('checkpoint', a.checkpoint, 'fromMs', a.from_ms, 'untilMs', a.until_ms))
					from device_assignment a where a.device_id = d.id), '[]') as assignments
			from unnest($1::text[], $2::text[]) with ordinality as u (slug, device, n)
				join event e on e.slug = u.slug left join device d on d.event_id = e.id and d.name = u.device`,
		values: [uploads.map(({ eventSlug }) => eventSlug), uploads.map(({ device }) => device)]
	});
	const contexts = new Array<PassingContext | null>(uploads.length).fill(null);
	for (const { n, event_id, checkpoints, device_id, assignments } of rows)
		contexts[n - 1] = { eventId: event_id, checkpoints, deviceId: device_id, assignments };
	return contexts;
}
