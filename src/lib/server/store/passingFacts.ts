/** Passings read back by the hundred thousand. */
import type { Pool } from 'pg';
import type { ReadAs } from '#lib/domain/registration/bibIndex.ts';
import type { Passing, PassingKind } from '#lib/domain/timing/passing.ts';
import { textRows, type TextRow } from './textRows.ts';

/** As stored: what was read, and not yet whose it is (`participantId` null), since a bib may come to be someone's later. */
export interface StoredPassing extends Passing {
	readAs: ReadAs | null;
}

/** Arrivals of one row of the answer, as far as one device sent them from one place: both are said once. */
const CHUNK = 1000;
/**
 * One passing as text, its parts between commas: what most passings have in common is not sent for each. A read bib holds
 * no separator; whatever else was read, and a lane, may hold anything and come in hexadecimal.
 */
const ONE = `concat_ws(',', p.id, p.seq, p.at_ms, p.received_ms, coalesce(p.uncertainty_ms::text, ''),
	case when p.kind = 'scan' and p.read_as = 'bib' and p.offset_ms = 0 and p.resolution_ms = 1 and p.assigned
		and p.lane is null and p.token is null then p.read
	else concat_ws(',', ${hex('p.read')}, p.kind, coalesce(p.read_as, ''), p.offset_ms, p.resolution_ms, p.assigned,
		coalesce(p.token::text, ''), ${hex('p.lane')}) end)`;

function hex(column: string): string {
	return `encode(convert_to(coalesce(${column}, ''), 'UTF8'), 'hex')`;
}
const fromHex = (text: string | undefined): string | null =>
	text ? Buffer.from(text, 'hex').toString() : null;

/** Arrivals of one statement: while this process takes one apart, the database works on the next. */
const STRETCH = 20 * CHUNK;

/** Passings whose number of arrival is above `after` and at most `upTo`; in no particular order. */
export async function loadPassings(
	pool: Pool,
	{ eventId, after, upTo }: { eventId: string; after: number; upTo: number }
): Promise<StoredPassing[]> {
	const stretches: Promise<StoredPassing[]>[] = [];
	const first = upTo - after > STRETCH ? await firstArrival(pool, { eventId, after }) : after + 1;
	for (let from = first - 1; from < upTo; from += STRETCH)
		stretches.push(loadStretch(pool, { eventId, after: from, upTo: Math.min(from + STRETCH, upTo) }));
	return (await Promise.all(stretches)).flat();
}

/** Arrivals of all events are numbered together, so an event's own may begin far from 1. */
async function firstArrival(
	pool: Pool,
	{ eventId, after }: { eventId: string; after: number }
): Promise<number> {
	const text = 'select min(arrival) from passing where event_id = $1 and arrival > $2';
	const [row] = await textRows(pool, text, [eventId, after]);
	return Number(row?.[0] ?? after + 1);
}

async function loadStretch(
	pool: Pool,
	{ eventId, after, upTo }: { eventId: string; after: number; upTo: number }
): Promise<StoredPassing[]> {
	const chunks = await textRows(
		pool,
		`select (select name from device where id = p.device_id), p.checkpoint, string_agg(${ONE}, ';') from passing p
		where p.event_id = $1 and p.arrival > $2 and p.arrival <= $3 and p.kind <> 'check-in'
		group by p.arrival / ${CHUNK}, p.device_id, p.checkpoint`,
		[eventId, after, upTo]
	);
	return chunks.flatMap(passingsOfChunk);
}

function passingsOfChunk([device, checkpoint, passings]: TextRow): StoredPassing[] {
	const place = { device: device ?? '', checkpoint: checkpoint ?? '' };
	return (passings ?? '').split(';').map((text) => passingOf(text.split(','), place));
}

function passingOf(
	parts: string[],
	{ device, checkpoint }: Pick<Passing, 'device' | 'checkpoint'>
): StoredPassing {
	const [
		id = '',
		seq,
		at,
		received,
		uncertainty,
		read,
		kind,
		readAs,
		offset,
		resolution,
		assigned,
		token,
		lane
	] = parts;
	const usual = kind === undefined;
	return {
		id,
		device,
		seq: Number(seq),
		checkpoint,
		kind: usual ? 'scan' : (kind as PassingKind),
		participantId: null,
		readAs: usual ? 'bib' : ((readAs || null) as ReadAs | null),
		read: usual ? (read ?? null) : fromHex(read),
		atMs: Number(at),
		offsetMs: usual ? 0 : Number(offset),
		uncertaintyMs: uncertainty ? Number(uncertainty) : null,
		resolutionMs: usual ? 1 : Number(resolution),
		receivedMs: Number(received),
		lane: fromHex(lane),
		token: token ? Number(token) : null,
		assigned: usual || assigned === 't'
	};
}
