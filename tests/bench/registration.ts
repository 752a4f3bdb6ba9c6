/** One more registration, with few and with many entered, against the same rows written by SQL alone. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import pino from 'pino';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { openDatabase } from '#lib/server/database/database.ts';
import { readEnv } from '#lib/server/env.ts';
import { openLiveBus } from '#lib/server/live/bus.ts';
import { register } from '#lib/server/registration/register.ts';
import { anOpenEvent, aRegistration, DAY_BEFORE } from '../support/openEvent.ts';
import { startRealPostgres } from '../support/realPostgres.ts';
import { silent } from '../support/silentLog.ts';
import { medianMs, printLine } from './figures.ts';

const TIMES = 40;
const PUBLIC: Caller = { kind: 'public' };

export async function benchRegistration(): Promise<void> {
	await measure('embedded');
	const postgres = await startRealPostgres();
	await postgres.createDatabase('bench');
	await measure('PostgreSQL', `${postgres.url}/bench`);
	await postgres.stop();
}

async function measure(where: string, databaseUrl?: string): Promise<void> {
	const dataDir = await mkdtemp(join(tmpdir(), 'awareness-bench-'));
	const database = await openDatabase({ databaseUrl, dataDir, log: silent });
	await database.migrate();
	const bus = await openLiveBus(database, silent);
	const app: App = {
		env: readEnv({ DATA_DIR: dataDir, DEMO: 'off' }),
		database,
		bus,
		log: pino({ level: 'silent' }),
		state: new Map(),
		now: () => DAY_BEFORE,
		origin: () => 'https://run.example.org'
	};
	for (const entered of [100, 20_000]) {
		const event = await anOpenEvent(app, { slug: `run-${entered}`, capacity: 100_000 });
		await enter(database.pool, { eventId: event.id, raceId: event.raceId, entered });
		let n = 0;
		const ours = await medianMs(TIMES, async () => {
			const registration = aRegistration({ name: `Runner late ${++n}`, email: `late-${n}@example.org` });
			const made = await register(app, PUBLIC, { eventSlug: event.slug, registration, locale: 'ro' });
			if (!made.ok) throw new Error(made.error.message);
		});
		const limit = await medianMs(TIMES, () =>
			writeAlone(database.pool, { eventId: event.id, raceId: event.raceId, bib: `L${++n}` })
		);
		printLine({
			what: `${where}, ${entered.toLocaleString('en-GB')} entered`,
			ours,
			limit,
			against: 'the same rows by SQL alone',
			unit: 'ms'
		});
	}
	await bus.close();
	await database.close();
	await rm(dataDir, { recursive: true, force: true });
}

/** Bibs 1 … n. */
async function enter(
	pool: pg.Pool,
	{ eventId, raceId, entered }: { eventId: string; raceId: string; entered: number }
): Promise<void> {
	await pool.query(
		`with entered as (
			insert into participant (id, event_id, race_id, wave_id, name, name_folded, birth_date, email)
			select gen_random_uuid(), $1, $2, (select id from wave where race_id = $2), 'Runner ' || n, 'runner ' || n,
				'1990-05-17', 'runner-' || n || '@example.org'
			from generate_series(1, $3::int) n
			returning id, name_folded)
		insert into bib (id, event_id, number, code, participant_id)
		select gen_random_uuid(), $1, substr(name_folded, 8), left(replace(gen_random_uuid()::text, '-', ''), 20), id
		from entered`,
		[eventId, raceId, entered]
	);
	await pool.query('analyze');
}

/** The rows of a registration in one transaction on one connection, nothing decided. */
async function writeAlone(
	pool: pg.Pool,
	{ eventId, raceId, bib }: { eventId: string; raceId: string; bib: string }
): Promise<void> {
	const client = await pool.connect();
	const id = randomUUID();
	try {
		await client.query('begin');
		await client.query('select id from event where id = $1 for no key update', [eventId]);
		await client.query(
			`insert into participant (id, event_id, race_id, wave_id, name, name_folded, birth_date, email)
			select $3, $1, $2, w.id, 'Runner alone', 'runner alone', '1990-05-17', 'alone@example.org'
			from wave w where race_id = $2`,
			[eventId, raceId, id]
		);
		await client.query(
			'insert into bib (id, event_id, number, code, participant_id) values (gen_random_uuid(), $1, $2, $3, $4)',
			[eventId, bib, randomUUID(), id]
		);
		await client.query(
			`insert into consent (id, participant_id, kind, given, text_version, locale)
			select gen_random_uuid(), $1, kind, true, '2026-11', 'ro'
			from unnest(array['terms', 'name', 'photos', 'next-year-mail']) kind`,
			[id]
		);
		await client.query(
			`insert into outgoing_mail (id, participant_id, kind) values (gen_random_uuid(), $1, 'registered')`,
			[id]
		);
		await client.query(
			`insert into audit_entry (event_id, actor, action, subject) values ($1, 'public', 'participant-registered', $2)`,
			[eventId, id]
		);
		await client.query(
			`insert into participant_session (hash, participant_id, expires_at) values ($1, $2, now())`,
			[randomUUID(), id]
		);
		await client.query('commit');
	} finally {
		client.release();
	}
}
