/** Phones that were paired, or offered a pairing, by an older version go on after the migrations of newer ones. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '#lib/server/database/database.ts';
import { openLiveBus } from '#lib/server/live/bus.ts';
import { hashSecret } from '#lib/server/secret.ts';
import { pairPhone } from '#lib/server/phones/pairing.ts';
import { listDeviceFacts, recordContact } from '#lib/server/phones/store/devices.ts';
import type { App } from '#lib/server/app.ts';
import { silent } from '../support/silentLog.ts';
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

test('pairings offered before typed codes sufficed alone: a QR pairs, a typed code is unknown, new ones work', async () => {
	await steps.copy((name) => name < '20261129');
	await steps.apply();
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
	await steps.copy(() => true);
	await steps.apply();
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
	expect(await steps.tables()).toContain('rate_limit');
	await bus.close();
});

test('a phone that reported to an older server shows what it reported, until it reports again', async () => {
	const since = (name: string): boolean => name >= '20261129231500_device_reads_at_contact';
	await steps.copy((name) => !since(name));
	await steps.apply();
	await db.pool.query(`
		insert into event (id, slug, name, date, time_zone, place)
		values (md5('run')::uuid, 'run', 'run', '2018-06-10', 'Europe/Chisinau', 'Chișinău');
		insert into device (id, event_id, name, unsent, passing_count)
		values (md5('a')::uuid, md5('run')::uuid, 'finish-a', 4, 9)`);
	await steps.copy(since);
	await steps.apply();
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
