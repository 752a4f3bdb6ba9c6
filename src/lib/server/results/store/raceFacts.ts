/**
 * The facts of an event as the domain's types. Everything is read in raw SQL over the pool: an event may have 260,000
 * passings, and results are wanted three seconds after the process has started.
 */
import type { Pool } from 'pg';
import type { EventStatus } from '#lib/domain/calendar/eventStatus.ts';
import { aliasStateOf, type AliasState } from '#lib/domain/people/aliasState.ts';
import type { Visibility } from '#lib/domain/people/entry.ts';
import type { Participant, Sex } from '#lib/domain/timing/facts/course.ts';
import type { Db } from '#lib/server/database/db.ts';
import { textRows, type TextRow } from '#lib/server/database/textRows.ts';
import { KEPT } from './mergedEntries.ts';

/** What decides whether facts in memory are still the facts; one round trip. */
export interface FactsVersion {
	eventId: string;
	status: EventStatus;
	/** Edits of the event document. */
	document: number;
	/** Changes of participants and bibs. */
	entries: number;
	/** The last passing's number of arrival; 0: none. */
	arrival: number;
	/** The first number of arrival above the known one of the same event; 0: none. */
	firstNew: number;
	/** The last ruling's `seq`; 0: none. */
	ruling: number;
	/** Slug of a race → number of its last publication, where there is one. */
	published: ReadonlyMap<string, number>;
	/**
	 * Slug of a race → the last number of arrival that its first official publication saw. What arrived later counts once it
	 * is accepted.
	 */
	official: ReadonlyMap<string, number>;
}

/** @param known the version that the asker has; that of another event, which had the slug before, is none */
export async function findFactsVersion(
	pool: Pool,
	eventSlug: string,
	known?: FactsVersion
): Promise<FactsVersion | null> {
	const { rows } = await pool.query<{
		id: string;
		status: EventStatus;
		version: number;
		entries_version: number;
		arrival: string | null;
		first_new: string | null;
		ruling: string | null;
		published: Record<string, number> | null;
		official: Record<string, number> | null;
	}>({
		text: `select e.id, e.status, e.version, e.entries_version,
				(select max(arrival) from passing where event_id = e.id) as arrival,
				(select min(arrival) from passing where event_id = e.id
					and arrival > case when e.id = $2::uuid then $3::bigint else 0 end) as first_new,
				(select max(seq) from ruling where event_id = e.id) as ruling,
				(select json_object_agg(slug, number) from (
					select r.slug, max(p.number) as number from publication p join race r on r.id = p.race_id
					where r.event_id = e.id group by r.slug) as last) as published,
				(select json_object_agg(slug, arrival) from (
					select r.slug, min(p.passings_up_to) as arrival from publication p join race r on r.id = p.race_id
					where r.event_id = e.id and p.state = 'official' and p.passings_up_to is not null group by r.slug) as first) as official
			from event e where e.slug = $1`,
		values: [eventSlug, known?.eventId ?? null, known?.arrival ?? 0]
	});
	const row = rows[0];
	return row
		? {
				eventId: row.id,
				status: row.status,
				document: row.version,
				entries: row.entries_version,
				arrival: Number(row.arrival ?? 0),
				firstNew: Number(row.first_new ?? 0),
				ruling: Number(row.ruling ?? 0),
				published: new Map(Object.entries(row.published ?? {})),
				official: new Map(Object.entries(row.official ?? {}))
			}
		: null;
}

/** Whether these are still the facts, passings aside. Inside a transaction that holds the event. */
export async function areSameFacts(
	db: Db,
	{ eventId, document, entries, ruling }: FactsVersion
): Promise<boolean> {
	const [now] = await db.$queryRaw<{ version: number; entries: number; ruling: bigint | null }[]>`
		select version, entries_version as entries, (select max(seq) from ruling where event_id = e.id) as ruling
		from event e where id = ${eventId}::uuid`;
	return now?.version === document && now.entries === entries && Number(now.ruling ?? 0) === ruling;
}

/** A participant with what the public may come to see; which of it, domain/publication decides. */
export interface Entry {
	raceId: string;
	participant: Participant;
	name: string;
	/** See `foldName`. */
	nameFolded: string;
	alias: string | null;
	aliasState: AliasState;
	visibility: Visibility;
	/** The ten characters of the bib's QR. */
	code: string | null;
}

/** All who are registered; who has cancelled is no participant. */
export async function loadEntries(pool: Pool, eventId: string): Promise<Entry[]> {
	const rows = await textRows(
		pool,
		`select p.id, p.race_id, w.slug, p.sex, p.birth_date, p.age, p.division, p.club, p.name, p.name_folded, p.alias,
			p.alias_decided, p.alias_released, p.visibility, b.number, b.code
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
			aliasDecided,
			aliasReleased,
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
			aliasState: aliasStateOf({
				alias: alias ?? null,
				aliasDecided: aliasDecided ?? null,
				aliasReleased: aliasReleased === 't'
			}),
			visibility: visibility as Visibility,
			code: code ?? null
		};
	});
}

export interface RosterEntry {
	bib: string;
	code: string;
	/** Null: a spare, which nobody who is registered has. */
	runner: { participantId: string; race: string; wave: string } | null;
}

/** Every bib of the event, without names; the bib of a merged entry is the kept runner's. */
export async function loadRosterEntries(pool: Pool, eventId: string): Promise<RosterEntry[]> {
	const rows = await textRows(
		pool,
		`with ${KEPT} select b.number, b.code, p.id, r.slug, w.slug
		from bib b left join kept on kept.id = b.participant_id
			left join participant p on p.id = coalesce(kept.of, b.participant_id) and p.state = 'registered'
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
