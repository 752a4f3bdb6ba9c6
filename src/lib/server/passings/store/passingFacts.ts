/** Passings read back by the hundred thousand. */
import type { Pool } from 'pg';
import type { ReadAs } from '#lib/domain/bibs/bibIndex.ts';
import type { Passing, PassingKind } from '#lib/domain/timing/facts/passing.ts';
import { textRows, type TextRow } from '#lib/server/database/textRows.ts';

/** As stored: what was read, and not yet whose it is (`participantId` null), since a bib may come to be someone's later. */
export interface StoredPassing extends Passing {
	readAs: ReadAs | null;
	/** Number of arrival, where it is above `numberedFrom` of the load. */
	arrival?: number;
}

/** Arrivals of one row of the answer, as far as one device sent them from one place: both are said once. */
const CHUNK = 1000;
/** Arrivals of one statement: while this process takes one apart, the database works on the next. */
const STRETCH = 10 * CHUNK;
/** Statements under way at a time: more of them only take the processor from the one who takes them apart. */
const AT_ONCE = 3;

export interface Load {
	eventId: string;
	from: number;
	upTo: number;
	/** Of passings above it the number of arrival is wanted; default: of none. */
	numberedFrom?: number;
}

/**
 * Passings whose number of arrival is at least `from` and at most `upTo`; in no particular order.
 * Arrivals of all events are numbered together, so an event's own may begin far from 1.
 */
export async function loadPassings(
	pool: Pool,
	{ eventId, from, upTo, numberedFrom = upTo }: Load
): Promise<StoredPassing[]> {
	const loaded: StoredPassing[][] = [];
	let next = from;
	const loadOn = async (): Promise<void> => {
		while (next <= upTo) {
			const first = next;
			next += STRETCH;
			loaded.push(
				await loadStretch(pool, { eventId, from: first, upTo: Math.min(next - 1, upTo), numberedFrom })
			);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, loadOn));
	return loaded.flat();
}

/** A passing without its device and checkpoint, and without what `USUAL` says of it. */
type UsualRow = [
	id: string,
	seq: number,
	atMs: number,
	receivedMs: number,
	uncertaintyMs: number | null,
	read: string | null
];
type Row =
	| UsualRow
	| [
			...UsualRow,
			kind: PassingKind,
			readAs: ReadAs | null,
			offsetMs: number,
			resolutionMs: number,
			assigned: boolean,
			lane: string | null,
			token: number | null,
			arrival: number | null
	  ];
/** Most passings: a bib read by an assigned phone whose clock is right. */
const USUAL = `p.kind = 'scan' and p.read_as = 'bib' and p.offset_ms = 0 and p.resolution_ms = 1 and p.assigned
	and p.lane is null and p.token is null and p.arrival <= $4`;
const ROW = `case when ${USUAL}
	then '["' || p.id || '",' || p.seq || ',' || p.at_ms || ',' || p.received_ms || ','
		|| coalesce(p.uncertainty_ms::text, 'null') || ',' || to_json(p.read)::text || ']'
	else json_build_array(p.id, p.seq, p.at_ms, p.received_ms, p.uncertainty_ms, p.read, p.kind, p.read_as,
		p.offset_ms, p.resolution_ms, p.assigned, p.lane, p.token,
		case when p.arrival > $4 then p.arrival end)::text end`;

async function loadStretch(
	pool: Pool,
	{ eventId, from, upTo, numberedFrom }: Required<Load>
): Promise<StoredPassing[]> {
	const chunks = await textRows(
		pool,
		`select (select name from device where id = p.device_id), p.checkpoint, '[' || string_agg(${ROW}, ',') || ']'
		from passing p
		where p.event_id = $1 and p.arrival between $2 and $3 and p.kind <> 'check-in'
		group by p.arrival / ${CHUNK}, p.device_id, p.checkpoint`,
		[eventId, from, upTo, numberedFrom]
	);
	return chunks.flatMap(passingsOfChunk);
}

function passingsOfChunk([device, checkpoint, rows]: TextRow): StoredPassing[] {
	const place = { device: device ?? '', checkpoint: checkpoint ?? '' };
	return (JSON.parse(rows ?? '[]') as Row[]).map((row) => passingOf(row, place));
}

/** By index: taken apart by pattern, 260,000 rows were a quarter of a second in a profile of a start. */
function passingOf(row: Row, { device, checkpoint }: Pick<Passing, 'device' | 'checkpoint'>): StoredPassing {
	const usual = row.length === 6;
	const passing: StoredPassing = {
		id: row[0],
		device,
		seq: row[1],
		checkpoint,
		kind: usual ? 'scan' : row[6],
		participantId: null,
		readAs: usual ? 'bib' : row[7],
		read: row[5],
		atMs: row[2],
		offsetMs: usual ? 0 : row[8],
		uncertaintyMs: row[4],
		resolutionMs: usual ? 1 : row[9],
		receivedMs: row[3],
		lane: usual ? null : row[11],
		token: usual ? null : row[12],
		assigned: usual || row[10]
	};
	if (!usual && row[13] !== null) passing.arrival = row[13];
	return passing;
}
