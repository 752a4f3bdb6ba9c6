/**
 * The facts of an event as the domain's types. Everything is read in raw SQL over the pool: an event may have 260,000
 * passings, and results are wanted three seconds after the process has started.
 */
import type { Pool } from 'pg';
import type { Visibility } from '#lib/domain/registration/entry.ts';
import type { ReadAs } from '#lib/domain/registration/bibIndex.ts';
import type { Participant, Sex } from '#lib/domain/timing/course.ts';
import type { Passing, PassingKind } from '#lib/domain/timing/passing.ts';

/** What decides whether facts in memory are still the facts; one round trip. */
export interface FactsVersion {
	eventId: string;
	/** Edits of the event document. */
	document: number;
	/** Changes of participants and bibs. */
	entries: number;
	/** The last passing's number of arrival; 0: none. */
	arrival: number;
	/** The last ruling's `seq`; 0: none. */
	ruling: number;
	/** Slug of a race → number of its last publication, where there is one. */
	published: Record<string, number>;
}

export async function findFactsVersion(pool: Pool, eventSlug: string): Promise<FactsVersion | null> {
	const { rows } = await pool.query<{
		id: string;
		version: number;
		entries_version: number;
		arrival: string | null;
		ruling: string | null;
		published: Record<string, number> | null;
	}>({
		text: `select e.id, e.version, e.entries_version,
				(select max(arrival) from passing where event_id = e.id) as arrival,
				(select max(seq) from ruling where event_id = e.id) as ruling,
				(select json_object_agg(slug, number) from (
					select r.slug, max(p.number) as number from publication p join race r on r.id = p.race_id
					where r.event_id = e.id group by r.slug) as last) as published
			from event e where e.slug = $1`,
		values: [eventSlug]
	});
	const row = rows[0];
	return row
		? {
				eventId: row.id,
				document: row.version,
				entries: row.entries_version,
				arrival: Number(row.arrival ?? 0),
				ruling: Number(row.ruling ?? 0),
				published: row.published ?? {}
			}
		: null;
}

/** A participant with what the public may come to see; which of it, domain/publication decides. */
export interface Entry {
	raceId: string;
	participant: Participant;
	name: string;
	/** See `foldName`. */
	nameFolded: string;
	alias: string | null;
	visibility: Visibility;
	/** The ten characters of the bib's QR. */
	code: string | null;
}

/** Values as PostgreSQL writes them, which is cheaper than to have each made into a number. */
const asText = { getTypeParser: () => (text: string) => text };
type TextRow = (string | null)[];

async function textRows(pool: Pool, text: string, values: unknown[]): Promise<TextRow[]> {
	const { rows } = await pool.query<TextRow>({ text, values, rowMode: 'array', types: asText });
	return rows;
}

/** All who are registered; who has cancelled is no participant. */
export async function loadEntries(pool: Pool, eventId: string): Promise<Entry[]> {
	const rows = await textRows(
		pool,
		`select p.id, p.race_id, w.slug, p.sex, p.birth_date, p.age, p.division, p.club, p.name, p.name_folded, p.alias,
			p.visibility, b.number, b.code
		from participant p join wave w on w.id = p.wave_id left join bib b on b.participant_id = p.id
		where p.event_id = $1 and p.state = 'registered'
		order by length(b.number), b.number, p.id`,
		[eventId]
	);
	return rows.map((row) => {
		const [
			id,
			raceId,
			waveSlug,
			sex,
			birthDate,
			age,
			division,
			club,
			name,
			nameFolded,
			alias,
			visibility,
			bib,
			code
		] = row as [string, string, string, ...TextRow];
		return {
			raceId,
			participant: {
				id,
				bib: bib ?? null,
				waveSlug,
				sex: (sex ?? null) as Sex | null,
				birthDate: birthDate ?? null,
				age: age === null || age === undefined ? null : Number(age),
				division: division ?? null,
				club: club ?? null
			},
			name: name ?? '',
			nameFolded: nameFolded ?? '',
			alias: alias ?? null,
			visibility: visibility as Visibility,
			code: code ?? null
		};
	});
}

/** As stored: what was read, and not yet whose it is (`participantId` null), since a bib may come to be someone's later. */
export interface StoredPassing extends Passing {
	readAs: ReadAs | null;
}

/** Passings of one row of the answer. Columns of a thousand take half the time of a thousand rows. */
const CHUNK = 1000;
/** What most passings have in common is not sent for each. */
const UNUSUAL = `case when p.kind = 'scan' and p.read_as = 'bib' and p.offset_ms = 0 and p.resolution_ms = 1 and p.assigned
	then '' else concat_ws(',', p.kind, coalesce(p.read_as, ''), p.offset_ms, p.resolution_ms, p.assigned) end`;
const USUAL = 'scan,bib,0,1,t';

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
		where p.event_id = $1 and p.arrival > $2 and p.arrival <= $3 group by p.arrival / ${CHUNK}`,
		[eventId, after, upTo]
	);
	return chunks.flatMap(passingsOfChunk);
}

/** Only `read` may hold anything, so it comes as JSON; the other columns hold no separator. */
function passingsOfChunk(row: TextRow): StoredPassing[] {
	const column = (index: number, separator = ','): string[] => (row[index] ?? '').split(separator);
	const [devices, seqs, checkpoints, ats] = [column(1), column(2), column(3), column(5)];
	const reads = JSON.parse(row[4] ?? '[]') as (string | null)[];
	const [uncertainties, receipts, unusuals] = [column(6), column(7), column(8, ';')];
	return column(0).map((id, index) => {
		const [kind, readAs, offset, resolution, assigned] = (unusuals[index] || USUAL).split(',');
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
			assigned: assigned === 't'
		};
	});
}

export interface RosterEntry {
	bib: string;
	code: string;
	/** Null: a spare, which nobody who is registered has. */
	runner: { participantId: string; race: string; wave: string } | null;
}

/** Every bib of the event, without names. */
export async function loadRosterEntries(pool: Pool, eventId: string): Promise<RosterEntry[]> {
	const rows = await textRows(
		pool,
		`select b.number, b.code, p.id, r.slug, w.slug
		from bib b left join participant p on p.id = b.participant_id and p.state = 'registered'
			left join race r on r.id = p.race_id left join wave w on w.id = p.wave_id
		where b.event_id = $1 order by length(b.number), b.number`,
		[eventId]
	);
	return rows.map((row) => {
		const [bib, code, participantId, race, wave] = row as [string, string, ...TextRow];
		const runner = participantId && race && wave ? { participantId, race, wave } : null;
		return { bib, code, runner };
	});
}
