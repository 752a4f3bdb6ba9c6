/** Passings read back by the hundred thousand. */
import type { Pool } from 'pg';
import type { ReadAs } from '#lib/domain/registration/bibIndex.ts';
import type { Passing, PassingKind } from '#lib/domain/timing/passing.ts';
import { textRows, type TextRow } from './textRows.ts';

/** As stored: what was read, and not yet whose it is (`participantId` null), since a bib may come to be someone's later. */
export interface StoredPassing extends Passing {
	readAs: ReadAs | null;
}

/** Passings of one row of the answer. Columns of a thousand take half the time of a thousand rows. */
const CHUNK = 1000;
/** What most passings have in common is not sent for each. */
const UNUSUAL = `case when p.kind = 'scan' and p.read_as = 'bib' and p.offset_ms = 0 and p.resolution_ms = 1 and p.assigned
	and p.lane is null and p.token is null then '' else concat_ws(',', p.kind, coalesce(p.read_as, ''), p.offset_ms,
	p.resolution_ms, p.assigned, coalesce(p.token::text, ''), encode(convert_to(coalesce(p.lane, ''), 'UTF8'), 'hex')) end`;
const USUAL = 'scan,bib,0,1,t,,';

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
		`select string_agg(p.id::text, ','), string_agg(d.name, ','), string_agg(p.seq::text, ','),
			string_agg(p.checkpoint, ','), json_agg(p.read), string_agg(p.at_ms::text, ','),
			string_agg(coalesce(p.uncertainty_ms::text, ''), ','), string_agg(p.received_ms::text, ','),
			string_agg(${UNUSUAL}, ';')
		from passing p join device d on d.id = p.device_id
		where p.event_id = $1 and p.arrival > $2 and p.arrival <= $3 and p.kind <> 'check-in' group by p.arrival / ${CHUNK}`,
		[eventId, after, upTo]
	);
	return chunks.flatMap(passingsOfChunk);
}

/** Only `read` and a lane may hold anything: the one comes as JSON, the other in hexadecimal; the rest hold no separator. */
function passingsOfChunk(row: TextRow): StoredPassing[] {
	const column = (index: number, separator = ','): string[] => (row[index] ?? '').split(separator);
	const [devices, seqs, checkpoints, ats] = [column(1), column(2), column(3), column(5)];
	const reads = JSON.parse(row[4] ?? '[]') as (string | null)[];
	const [uncertainties, receipts, unusuals] = [column(6), column(7), column(8, ';')];
	return column(0).map((id, index) => {
		const [kind, readAs, offset, resolution, assigned, token, lane] = (unusuals[index] || USUAL).split(',');
		return {
			id,
			device: devices[index] ?? '',
			seq: Number(seqs[index]),
			checkpoint: checkpoints[index] ?? '',
			kind: kind as PassingKind,
			participantId: null,
			readAs: (readAs || null) as ReadAs | null,
			read: reads[index] ?? null,
			atMs: Number(ats[index]),
			offsetMs: Number(offset),
			uncertaintyMs: uncertainties[index] ? Number(uncertainties[index]) : null,
			resolutionMs: Number(resolution),
			receivedMs: Number(receipts[index]),
			lane: lane ? Buffer.from(lane, 'hex').toString() : null,
			token: token ? Number(token) : null,
			assigned: assigned === 't'
		};
	});
}
