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
/** What most passings have in common is not sent for each. */
const USUAL = `p.kind = 'scan' and p.read_as = 'bib' and p.offset_ms = 0 and p.resolution_ms = 1 and p.assigned
	and p.lane is null and p.token is null`;
const COMMON = ['p.id', 'p.seq', 'p.at_ms', 'p.received_ms', "coalesce(p.uncertainty_ms::text, '')"];
/** A read bib holds no comma; whatever else was read, and a lane, may hold anything and come in hexadecimal. */
const PARTS = {
	usual: [...COMMON, 'p.read'],
	other: [
		...COMMON,
		hex('p.read'),
		'p.kind',
		"coalesce(p.read_as, '')",
		'p.offset_ms',
		'p.resolution_ms',
		'p.assigned',
		"coalesce(p.token::text, '')",
		hex('p.lane')
	]
};

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
	const passings: StoredPassing[] = [];
	const stretches: Promise<void>[] = [];
	const first = upTo - after > STRETCH ? await firstArrival(pool, { eventId, after }) : after + 1;
	for (let from = first - 1; from < upTo; from += STRETCH)
		stretches.push(
			loadStretch(pool, { eventId, after: from, upTo: Math.min(from + STRETCH, upTo), into: passings })
		);
	await Promise.all(stretches);
	return passings;
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
	{ eventId, after, upTo, into }: { eventId: string; after: number; upTo: number; into: StoredPassing[] }
): Promise<void> {
	const chunks = await textRows(
		pool,
		`select (select name from device where id = p.device_id), p.checkpoint, usual, string_agg(
			case when usual then concat_ws(',', ${PARTS.usual}) else concat_ws(',', ${PARTS.other}) end, ',')
		from passing p, lateral (select ${USUAL} as usual) as how
		where p.event_id = $1 and p.arrival > $2 and p.arrival <= $3 and p.kind <> 'check-in'
		group by p.arrival / ${CHUNK}, p.device_id, p.checkpoint, usual`,
		[eventId, after, upTo]
	);
	for (const chunk of chunks) readChunk(chunk, into);
}

/** Takes one text apart at once: an array for each of 260,000 passings would cost as much as the passings. */
function readChunk([device, checkpoint, usual, text]: TextRow, into: StoredPassing[]): void {
	const parts = (text ?? '').split(',');
	const place = { device: device ?? '', checkpoint: checkpoint ?? '' };
	if (usual === 't')
		for (let at = 0; at < parts.length; at += PARTS.usual.length) into.push(usualPassing(parts, at, place));
	else
		for (let at = 0; at < parts.length; at += PARTS.other.length) into.push(otherPassing(parts, at, place));
}

type Place = Pick<Passing, 'device' | 'checkpoint'>;

const usualPassing = (parts: string[], at: number, { device, checkpoint }: Place): StoredPassing => ({
	id: parts[at] as string,
	device,
	seq: Number(parts[at + 1]),
	checkpoint,
	kind: 'scan',
	participantId: null,
	readAs: 'bib',
	read: parts[at + 5] as string,
	atMs: Number(parts[at + 2]),
	offsetMs: 0,
	uncertaintyMs: parts[at + 4] ? Number(parts[at + 4]) : null,
	resolutionMs: 1,
	receivedMs: Number(parts[at + 3]),
	lane: null,
	token: null,
	assigned: true
});

function otherPassing(parts: string[], at: number, place: Place): StoredPassing {
	const [read, kind, readAs, offset, resolution, assigned, token, lane] = parts.slice(
		at + COMMON.length,
		at + PARTS.other.length
	);
	return {
		...usualPassing(parts, at, place),
		kind: kind as PassingKind,
		readAs: (readAs || null) as ReadAs | null,
		read: fromHex(read),
		offsetMs: Number(offset),
		resolutionMs: Number(resolution),
		lane: fromHex(lane),
		token: token ? Number(token) : null,
		assigned: assigned === 't'
	};
}
