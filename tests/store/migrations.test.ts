import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#lib/server/database/database.ts';
import { applyMigrations } from '#lib/server/database/migrate.ts';
import { readMigrationFolder } from '#lib/server/database/migrationFolder.ts';
import { openLiveBus } from '#lib/server/live/bus.ts';
import { findApiKey } from '#lib/server/access/store/apiKeys.ts';
import { findMemberships } from '#lib/server/access/store/memberships.ts';
import { findEntryVersion, listEntryChanges } from '#lib/server/registration/store/entryChanges.ts';
import { hashSecret } from '#lib/server/secret.ts';
import { pairPhone } from '#lib/server/phones/pairing.ts';
import { listDeviceFacts, recordContact } from '#lib/server/phones/store/devices.ts';
import type { App } from '#lib/server/app.ts';
import { silent } from '../support/silentLog.ts';
import { testDatabase } from '../support/database.ts';

let db: Database;
let folder: string;
beforeAll(async () => {
	db = await testDatabase();
});
beforeEach(async () => {
	await db.pool.query('DROP SCHEMA public CASCADE');
	await db.pool.query('CREATE SCHEMA public');
	folder = await mkdtemp(join(tmpdir(), 'awareness-migrations-'));
	await cp('prisma/schema.prisma', join(folder, 'schema.prisma'));
	await mkdir(join(folder, 'migrations'));
	await cp('prisma/migrations/migration_lock.toml', join(folder, 'migrations', 'migration_lock.toml'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
afterAll(() => db.close());

async function write(name: string, sql: string): Promise<void> {
	await mkdir(join(folder, 'migrations', name), { recursive: true });
	await writeFile(join(folder, 'migrations', name, 'migration.sql'), sql);
}
/** Of the project's own migrations those of which `wanted` says so. */
async function copyMigrations(wanted: (name: string) => boolean): Promise<void> {
	for (const { name } of (await readdir('prisma/migrations', { withFileTypes: true })).filter((e) =>
		e.isDirectory()
	))
		if (wanted(name))
			await cp(join('prisma/migrations', name), join(folder, 'migrations', name), { recursive: true });
}
const apply = (): Promise<number> =>
	applyMigrations({ connection: { connectionString: db.connectionString }, folder });
const tables = async (): Promise<string[]> =>
	(
		await db.pool.query<{ name: string }>(
			`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`
		)
	).rows.map(({ name }) => name);

test('the first start applies every migration, and the next finds nothing to do', async () => {
	const { list } = await readMigrationFolder();
	expect(await db.migrate()).toBe(list.migrationDirectories.length);
	expect(await db.migrate()).toBe(0);
	expect(await db.prisma.event.count()).toBe(0);
});

/** Applies all that came before `name`, has the rows of that time inserted, and applies the rest. */
async function overMigration(name: string, rows: string): Promise<void> {
	const { list } = await readMigrationFolder();
	const all = list.migrationDirectories.map(({ path }) => path).sort();
	const from = all.findIndex((path) => path.endsWith(name));
	expect(from, `there is a migration ${name}`).toBeGreaterThan(0);
	for (const [index, path] of all.entries()) {
		if (index === from) {
			await apply();
			await db.pool.query(rows);
		}
		await cp(join('prisma/migrations', path), join(folder, 'migrations', path), { recursive: true });
	}
	await apply();
}

const id = (n: number) => `'00000000-0000-4000-8000-00000000000${n}'`;
/** An event, its race and its wave, by the ids 1 to 3. */
const RUN = `INSERT INTO event (id, slug, name, date, time_zone, place) VALUES (${id(1)}, 'run', 'Run', '2026-11-29', 'UTC', 'There');
	INSERT INTO race (id, event_id, slug, name, position, distance_m) VALUES (${id(2)}, ${id(1)}, '5k', '5 km', 0, 5000);
	INSERT INTO wave (id, race_id, slug, position) VALUES (${id(3)}, ${id(2)}, 'all', 0);`;

test('mails that wait when quiet mails come leave as before, and who came back by the link counts as confirmed', async () => {
	await overMigration(
		'quiet_mails',
		`${RUN}
		INSERT INTO participant (id, event_id, race_id, wave_id, name, name_folded, email) VALUES
			(${id(4)}, ${id(1)}, ${id(2)}, ${id(3)}, 'Back', 'back', 'back@example.org'),
			(${id(5)}, ${id(1)}, ${id(2)}, ${id(3)}, 'Never', 'never', 'never@example.org');
		INSERT INTO participant_link (hash, participant_id) VALUES ('link-4', ${id(4)}), ('link-5', ${id(5)});
		INSERT INTO participant_session (hash, participant_id, expires_at) VALUES
			('form-4', ${id(4)}, now()), ('link-4', ${id(4)}, now()), ('form-5', ${id(5)}, now());
		INSERT INTO outgoing_mail (id, participant_id, kind) VALUES (${id(6)}, ${id(5)}, 'registered');`
	);
	const { rows: links } = await db.pool.query<{ hash: string; opened: boolean }>(
		'SELECT hash, opened_at IS NOT NULL AS opened FROM participant_link ORDER BY hash'
	);
	expect(links).toEqual([
		{ hash: 'link-4', opened: true },
		{ hash: 'link-5', opened: false }
	]);
	const { rows: mails } = await db.pool.query(
		'SELECT kind, sent_at, held_until, part_of_id FROM outgoing_mail'
	);
	expect(mails).toEqual([{ kind: 'registered', sent_at: null, held_until: null, part_of_id: null }]);
});

test('when memberships come, the owner stays one, an account without that organises what it did, and keys keep what they could', async () => {
	await overMigration(
		'memberships',
		`INSERT INTO event (id, slug, name, date, time_zone, place) VALUES
			(${id(1)}, 'run', 'Run', '2026-11-29', 'UTC', 'There'), (${id(2)}, 'lap', 'Lap', '2026-11-30', 'UTC', 'Here');
		INSERT INTO "user" (id, name, email, role, "updatedAt") VALUES
			('one', 'One', 'one@example.org', 'owner', now()), ('two', 'Two', 'two@example.org', 'organiser', now());
		INSERT INTO api_key (id, event_id, name, role, hash) VALUES
			(${id(3)}, NULL, 'all', 'owner', 'a'), (${id(4)}, ${id(1)}, 'bound', 'owner', 'b'),
			(${id(5)}, NULL, 'many', 'organiser', 'c'), (${id(6)}, ${id(2)}, 'one', 'organiser', 'd');`
	);
	const roles = async (userId: string) =>
		(await findMemberships(db.prisma, userId)).map(({ role, event }) => `${role} of ${event?.slug}`).sort();
	expect(await roles('one')).toEqual([]);
	expect(await roles('two')).toEqual(['organiser of lap', 'organiser of run']);
	expect(await db.prisma.user.findMany({ select: { id: true, role: true }, orderBy: { id: 'asc' } })).toEqual(
		[
			{ id: 'one', role: 'owner' },
			{ id: 'two', role: 'organiser' }
		]
	);
	const keys = await Promise.all(['a', 'b', 'c', 'd'].map((hash) => findApiKey(db.prisma, hash)));
	expect(keys.map((key) => [key?.name, key?.role, key?.event?.slug ?? null])).toEqual([
		['all', 'owner', null],
		['bound', 'organiser', 'run'],
		['many', 'organiser', null],
		['one', 'organiser', 'lap']
	]);
});

test('entries of an older database are at their first version, with nothing in their log', async () => {
	await overMigration(
		'entry_changes',
		`${RUN}
		INSERT INTO participant (id, event_id, race_id, wave_id, name, name_folded) VALUES
			(${id(4)}, ${id(1)}, ${id(2)}, ${id(3)}, 'Ana', 'ana');`
	);
	const participantId = '00000000-0000-4000-8000-000000000004';
	expect(await findEntryVersion(db.prisma, participantId)).toBe(1);
	expect(await listEntryChanges(db.prisma, { participantId })).toEqual([]);
});

test('of several processes that start at once, one applies the migrations', async () => {
	const { list } = await readMigrationFolder();
	const applied = await Promise.all([db.migrate(), db.migrate(), db.migrate()]);
	expect(applied.sort()).toEqual([0, 0, list.migrationDirectories.length]);
});

test('a faulty migration leaves the database as it was, also what came before it in the same start', async () => {
	await write('1_good', 'CREATE TABLE one (n int);');
	await write('2_faulty', 'CREATE TABLE two (n int); CREATE TABLE two (n int);');
	await expect(apply()).rejects.toThrow('relation "two" already exists');
	expect(await tables()).toEqual([]);
	await write('2_faulty', 'CREATE TABLE two (n int);');
	expect(await apply()).toBe(2);
	expect(await tables()).toEqual(['_prisma_migrations', 'one', 'two']);
});

test('a semicolon inside a string, a comment or a function does not cut a migration', async () => {
	await write(
		'1_semicolons',
		`-- one; two
		CREATE TABLE note (said text DEFAULT 'a; b');
		CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN n := n * 2; RETURN n; END $$;
		INSERT INTO note DEFAULT VALUES;`
	);
	expect(await apply()).toBe(1);
	const { rows } = await db.pool.query('SELECT said, twice(4) FROM note');
	expect(rows).toEqual([{ said: 'a; b', twice: 8 }]);
});

test('a database that is newer than the program is left alone', async () => {
	await write('1_old', 'CREATE TABLE one (n int);');
	await write('2_new', 'CREATE TABLE two (n int);');
	await apply();
	await rm(join(folder, 'migrations', '2_new'), { recursive: true });
	expect(await apply()).toBe(0);
	expect(await tables()).toEqual(['_prisma_migrations', 'one', 'two']);
});

test('a migration that comes later is applied by the next start', async () => {
	await write('1_first', 'CREATE TABLE one (n int);');
	expect(await apply()).toBe(1);
	await write('2_second', 'CREATE TABLE two (n int);');
	expect(await apply()).toBe(1);
	expect(await tables()).toEqual(['_prisma_migrations', 'one', 'two']);
});

test('pairings offered before typed codes sufficed alone: a QR pairs, a typed code is unknown, new ones work', async () => {
	const { list } = await readMigrationFolder();
	const names = list.migrationDirectories.map(({ path }) => path);
	const copy = async (some: string[]) => {
		for (const name of some)
			await cp(join('prisma/migrations', name), join(folder, 'migrations', name), { recursive: true });
	};
	await copy(names.filter((name) => name < '20261129'));
	await apply();
	const eventId = randomUUID();
	const nowMs = Date.UTC(2018, 5, 10);
	await db.pool.query(
		`insert into event (id, slug, name, date, time_zone, place)
		values ($1, 'run', 'Run', '2018-06-10', 'Europe/Chisinau', 'Chișinău')`,
		[eventId]
	);
	await db.pool.query(
		`insert into pairing (id, event_id, code_hash, typed_code_hash, device_name, checkpoint, role, expires_at, created_by)
		values ($1, $2, $3, $4, 'finish-a', 'finish', 'line', $5, 'owner-key')`,
		[
			randomUUID(),
			eventId,
			hashSecret('code-of-a-qr'),
			hashSecret(`${eventId}:ABCDEFGH`),
			new Date(nowMs + 1)
		]
	);
	await copy(names);
	await apply();
	const bus = await openLiveBus(db, silent);
	const app = {
		database: db,
		now: () => nowMs,
		state: new Map(),
		env: {},
		bus,
		log: silent
	} as unknown as App;
	const pair = (code: string, event?: string) =>
		pairPhone(app, { kind: 'public' }, { code, event, address: '192.0.2.1' });
	expect(await pair('ABCD-EFGH', 'run')).toMatchObject({ error: { reason: 'pairing-code-unknown' } });
	expect(await pair('code-of-a-qr')).toMatchObject({ value: { device: 'finish-a' } });
	expect(await tables()).toContain('rate_limit');
	await bus.close();
});

test('a migration that began and never ended is refused at the next start', async () => {
	await write('1_first', 'CREATE TABLE one (n int);');
	await apply();
	await db.pool.query('UPDATE _prisma_migrations SET finished_at = NULL');
	await expect(apply()).rejects.toThrow('1_first');
});

describe('aliases that are stored already', () => {
	const NEW = '20261129184501_alias_release';

	test('are released where an organiser gave them or a version has shown them; the others wait', async () => {
		await copyMigrations((name) => name < NEW);
		await apply();
		const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
		await db.pool.query(`
			insert into event (id, slug, name, date, time_zone, place) values ('${id(1)}', 'run', 'Run', '2026-11-29', 'Europe/Chisinau', '');
			insert into race (id, event_id, slug, name, position, distance_m) values ('${id(2)}', '${id(1)}', '5k', '5 km', 0, 5000);
			insert into wave (id, race_id, slug, position) values ('${id(3)}', '${id(2)}', 'all', 0);`);
		const people = ['listed', 'chose', 'shown', 'shown by bib', 'given', 'given, then chose', 'none'];
		for (const [n, name] of people.entries())
			await db.pool.query(
				`insert into participant (id, event_id, race_id, wave_id, name, name_folded, visibility, alias)
				values ($1, '${id(1)}', '${id(2)}', '${id(3)}', $2, $2, $3, $4)`,
				[id(10 + n), name, name === 'shown by bib' ? 'bib' : 'alias', name === 'none' ? null : `A ${name}`]
			);
		for (const n of people.keys())
			if (n > 0)
				await db.pool.query(
					`insert into consent (id, participant_id, kind, given, text_version, locale)
					values ('${id(100 + n)}', '${id(10 + n)}', 'terms', true, '2026-11', 'ro')`
				);
		const rows = [12, 13, 16].map((n) => ({ participantId: id(n) }));
		await db.pool.query(
			`insert into publication (id, race_id, number, state, rows, digest, by) values ($1, $2, 1, 'official', $3, '', '')`,
			[id(4), id(2), JSON.stringify({ rankBy: 'gun', rounding: 'second-up', rows })]
		);
		const audited = (n: number, actor: string, fields: string | null) =>
			db.pool.query(
				`insert into audit_entry (event_id, actor, action, subject, details) values ($1, $2, 'participant-changed', $3, $4)`,
				[id(1), actor, id(n), JSON.stringify(fields === null ? {} : { fields })]
			);
		await audited(11, 'owner-key', 'club email');
		await audited(14, 'runner', null);
		await audited(14, 'owner-key', 'alias visibility');
		await audited(15, 'owner-key', 'alias');
		await audited(15, 'runner', null);

		await copyMigrations((name) => name >= NEW);
		await apply();
		const stored = await db.pool.query<{ name: string; released: boolean; decided: string | null }>(
			'select name, alias_released as released, alias_decided as decided from participant order by id'
		);
		expect(stored.rows.map(({ name, released, decided }) => [name, released, decided])).toEqual([
			['listed', true, 'A listed'],
			['chose', false, null],
			['shown', true, 'A shown'],
			['shown by bib', false, null],
			['given', true, 'A given'],
			['given, then chose', false, null],
			['none', false, null]
		]);
	});
});

test('the kept counts of an older database are those of its rows', async () => {
	const keepsCounts = (name: string): boolean => name >= '20261129185034_keep_counts';
	await copyMigrations((name) => !keepsCounts(name));
	await apply();
	await db.pool.query(`
		insert into event (id, slug, name, date, time_zone, place)
		select md5(slug)::uuid, slug, slug, '2018-06-10', 'Europe/Chisinau', 'Chișinău' from unnest(array['run', 'empty']) slug;
		insert into race (id, event_id, slug, name, position, distance_m)
		select md5(slug)::uuid, md5('run')::uuid, slug, slug, 0, 5000 from unnest(array['5k', '10k']) slug;
		insert into wave (id, race_id, slug, position) values (md5('all')::uuid, md5('5k')::uuid, 'all', 0);
		insert into participant (id, event_id, race_id, wave_id, name, name_folded, state)
		select md5('p' || n)::uuid, md5('run')::uuid, md5('5k')::uuid, md5('all')::uuid, 'Runner ' || n, 'runner ' || n,
			case when n = 3 then 'cancelled' else 'registered' end
		from generate_series(1, 4) n;
		insert into bib (id, event_id, number, code, participant_id)
		select gen_random_uuid(), md5('run')::uuid, number, 'code-' || number, md5('p' || n)::uuid
		from unnest(array['7', '0040', 'F900', '1234567']) with ordinality as bib (number, n);
		insert into bib (id, event_id, number, code) values (gen_random_uuid(), md5('run')::uuid, '12', 'spare');
		insert into device (id, event_id, name)
		select md5(name)::uuid, md5('run')::uuid, name from unnest(array['finish-a', 'finish-b']) name;
		insert into passing (event_id, id, device_id, seq, checkpoint, kind, at_ms, received_ms)
		select md5('run')::uuid, gen_random_uuid(), md5('finish-a')::uuid, n, 'finish', 'tap', 1, 1 from generate_series(1, 3) n`);
	await copyMigrations(keepsCounts);
	await apply();
	const pairs = async (sql: string) =>
		Object.fromEntries((await db.pool.query({ text: sql, rowMode: 'array' })).rows);
	expect(await pairs('select slug, last_bib from event')).toEqual({ run: 40, empty: 0 });
	expect(await pairs('select slug, registered from race')).toEqual({ '5k': 3, '10k': 0 });
	expect(await pairs('select name, passing_count from device')).toEqual({ 'finish-a': 3, 'finish-b': 0 });
	await db.pool.query(`update participant set state = 'cancelled' where name = 'Runner 1'`);
	await db.pool.query(`update bib set number = '41' where number = '12'`);
	expect(await pairs('select slug, last_bib from event')).toEqual({ run: 41, empty: 0 });
	expect(await pairs('select slug, registered from race')).toEqual({ '5k': 2, '10k': 0 });
	await db.pool.query(`delete from event where slug = 'empty'`);
});

test('a phone that reported to an older server shows what it reported, until it reports again', async () => {
	const since = (name: string): boolean => name >= '20261129231500_device_reads_at_contact';
	await copyMigrations((name) => !since(name));
	await apply();
	await db.pool.query(`
		insert into event (id, slug, name, date, time_zone, place)
		values (md5('run')::uuid, 'run', 'run', '2018-06-10', 'Europe/Chisinau', 'Chișinău');
		insert into device (id, event_id, name, unsent, passing_count)
		values (md5('a')::uuid, md5('run')::uuid, 'finish-a', 4, 9)`);
	await copyMigrations(since);
	await apply();
	const unsent = async () =>
		(await listDeviceFacts(db.prisma, eventId)).map((device) => [device.unsent, device.passings]);
	const { rows } = await db.pool.query<{ id: string; event: string }>(
		'select id, event_id as event from device'
	);
	const [{ id, event: eventId } = { id: '', event: '' }] = rows;
	expect(await unsent()).toEqual([[4, 9]]);
	const facts = { battery: null, unsent: 4, offsetMs: null, uncertaintyMs: null };
	await recordContact(db.prisma, { deviceId: id, nowMs: 1, ...facts });
	await db.pool.query('update device set passing_count = 12');
	expect(await unsent()).toEqual([[1, 12]]);
});
