/** An event with thousands of runners and passings, written in a second. */
import type { Pool } from 'pg';
import { DAY_BEFORE } from './openEvent.ts';

export interface FilledEvent {
	id: string;
	slug: string;
	raceId: string;
}

interface Filling {
	event: FilledEvent;
	runners: number;
	passings: number;
}

/**
 * Bibs 1 … n, a mail and a consent for each runner; passings of one phone, every hundredth of them a check-in. Triggers
 * rest meanwhile, foreign keys too, since they would take a minute; so the counts that they keep are written here.
 */
export async function fillEvent(
	pool: Pool,
	{ event: { id, slug, raceId }, runners, passings }: Filling
): Promise<void> {
	const client = await pool.connect();
	await client.query('begin');
	await client.query('set local session_replication_role = replica');
	await client.query(
		`with entered as (
			insert into participant (id, event_id, race_id, wave_id, name, name_folded, external_id, birth_date, email)
			select gen_random_uuid(), $1, $2, (select id from wave where race_id = $2), 'Runner ' || n, 'runner ' || n,
				'x' || n, '1990-05-17', 'Runner-' || n || '@example.org'
			from generate_series(1, $3::int) n returning id, external_id),
		consents as (
			insert into consent (id, participant_id, kind, given, text_version, locale)
			select gen_random_uuid(), id, 'terms', true, '2026-11', 'ro' from entered),
		mails as (
			insert into outgoing_mail (id, participant_id, kind, sent_at)
			select gen_random_uuid(), id, 'registered', now() from entered)
		insert into bib (id, event_id, number, code, participant_id)
		select gen_random_uuid(), $1, substr(external_id, 2), $4 || external_id, id from entered`,
		[id, raceId, runners, slug]
	);
	await client.query(
		`with phone as (
			insert into device (id, event_id, name, passing_count) values (gen_random_uuid(), $1, 'finish-a', $2) returning id)
		insert into passing (event_id, id, device_id, seq, checkpoint, kind, read_as, read, at_ms, received_ms)
		select $1, gen_random_uuid(), phone.id, n, 'finish', case n % 100 when 0 then 'check-in' else 'scan' end, 'bib', n,
			$3::bigint + n, $3
		from phone, generate_series(1, $2::int) n`,
		[id, passings, DAY_BEFORE]
	);
	await client.query('update event set last_bib = $2 where id = $1', [id, runners]);
	await client.query('update race set registered = $2 where id = $1', [raceId, runners]);
	await client.query('commit');
	client.release();
}
