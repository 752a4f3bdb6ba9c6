/** What older versions stored means the same after the migrations of newer ones. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#lib/server/database/database.ts';
import { findApiKey } from '#lib/server/access/store/apiKeys.ts';
import { findMemberships } from '#lib/server/access/store/memberships.ts';
import { listEvents } from '#lib/server/events/store/eventList.ts';
import { findEvent } from '#lib/server/events/store/events.ts';
import { findRules } from '#lib/server/events/store/formTexts.ts';
import { findEntryVersion, listEntryChanges } from '#lib/server/registration/store/entryChanges.ts';
import { migrationSteps } from '../support/migrationSteps.ts';
import { testDatabase } from '../support/database.ts';

let db: Database;
let steps: Awaited<ReturnType<typeof migrationSteps>>;
beforeAll(async () => {
	db = await testDatabase();
});
beforeEach(async () => {
	steps = await migrationSteps(db);
});
afterEach(() => steps.remove());
afterAll(() => db.close());

const id = (n: number) => `'00000000-0000-4000-8000-00000000000${n}'`;
/** An event, its race and its wave, by the ids 1 to 3. */
const RUN = `INSERT INTO event (id, slug, name, date, time_zone, place) VALUES (${id(1)}, 'run', 'Run', '2026-11-29', 'UTC', 'There');
	INSERT INTO race (id, event_id, slug, name, position, distance_m) VALUES (${id(2)}, ${id(1)}, '5k', '5 km', 0, 5000);
	INSERT INTO wave (id, race_id, slug, position) VALUES (${id(3)}, ${id(2)}, 'all', 0);`;

test('mails that wait when quiet mails come leave as before, and who came back by the link counts as confirmed', async () => {
	await steps.over(
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
	await steps.over(
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
	await steps.over(
		'entry_changes',
		`${RUN}
		INSERT INTO participant (id, event_id, race_id, wave_id, name, name_folded) VALUES
			(${id(4)}, ${id(1)}, ${id(2)}, ${id(3)}, 'Ana', 'ana');`
	);
	const participantId = '00000000-0000-4000-8000-000000000004';
	expect(await findEntryVersion(db.prisma, participantId)).toBe(1);
	expect(await listEntryChanges(db.prisma, { participantId })).toEqual([]);
});

test('events of an older database are published, postponed or cancelled, and a closed one takes no entries', async () => {
	const insert = (slug: string, status: string, opens: string, closes: string, demo = false) =>
		`INSERT INTO event (id, slug, name, date, time_zone, place, status, registration_opens_at, registration_closes_at, demo)
			VALUES (gen_random_uuid(), '${slug}', 'Run', '2099-06-07', 'UTC', 'There', '${status}', ${opens}, ${closes}, ${demo});`;
	await steps.over(
		'event_life_cycle',
		[
			insert('held', 'scheduled', 'NULL', "'2099-06-01'"),
			insert('tried', 'scheduled', 'NULL', 'NULL', true),
			insert('off', 'cancelled', 'NULL', 'NULL'),
			insert('later', 'moved', 'NULL', 'NULL'),
			insert('shut', 'closed', "'2020-01-01'", 'NULL', true),
			insert('shut-before', 'closed', 'NULL', "'2021-01-01'"),
			insert('shut-early', 'closed', "'2099-01-01'", "'2099-02-01'")
		].join('\n')
	);
	const before = Date.now();
	const events = await listEvents(db.prisma, { nowMs: before, leftOut: () => expect.unreachable() });
	const stands = Object.fromEntries(events.map((event) => [event.slug, event]));
	expect(stands).toMatchObject({
		held: { status: 'published', phase: 'open', practice: false, closesAtMs: Date.parse('2099-06-01') },
		tried: { status: 'published', phase: 'open', practice: true },
		off: { status: 'cancelled', phase: 'cancelled' },
		later: { status: 'postponed', phase: 'postponed' },
		shut: { status: 'published', phase: 'closed', practice: false, opensAtMs: Date.parse('2020-01-01') },
		'shut-before': { phase: 'closed', closesAtMs: Date.parse('2021-01-01') },
		'shut-early': { phase: 'closed', opensAtMs: null }
	});
	await expect(db.pool.query("UPDATE event SET status = 'scheduled'")).rejects.toThrow('event_status_check');
});

describe('aliases that are stored already', () => {
	const NEW = '20261129184501_alias_release';

	test('are released where an organiser gave them or a version has shown them; the others wait', async () => {
		await steps.copy((name) => name < NEW);
		await steps.apply();
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

		await steps.copy((name) => name >= NEW);
		await steps.apply();
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
	await steps.copy((name) => !keepsCounts(name));
	await steps.apply();
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
	await steps.copy(keepsCounts);
	await steps.apply();
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

test('races of an older database are open to every age', async () => {
	await steps.over('race_ages', RUN);
	const races = await db.prisma.race.findMany({ select: { ageFrom: true, ageTo: true } });
	expect(races.length).toBeGreaterThan(0);
	for (const race of races) expect(race).toEqual({ ageFrom: null, ageTo: null });
});

test('events of before the bin lie in none, and nobody counts as erased', async () => {
	await steps.over('event_bin', RUN);
	const { rows } = await db.pool.query(
		`SELECT slug, binned_at, binned_slug, (SELECT count(*)::int FROM erased_id) AS erased FROM event`
	);
	expect(rows).toEqual([{ slug: 'run', binned_at: null, binned_slug: null, erased: 0 }]);
});

test('every race of an older database is timed', async () => {
	await steps.over('walks', RUN);
	expect(await db.prisma.race.findMany({ select: { slug: true, timed: true } })).toEqual([
		{ slug: '5k', timed: true }
	]);
});

test('an event of an older database says the same in every language, and has no rules of its own', async () => {
	await steps.over('event_words', RUN);
	const stored = await findEvent(db.prisma, 'run');
	expect(stored?.document).toMatchObject({ name: 'Run', place: 'There', words: {}, rules: {} });
	expect(stored?.document.races).toMatchObject([{ name: '5 km', names: {} }]);
	expect(await findRules(db.prisma, stored?.id ?? '')).toBeNull();
});
