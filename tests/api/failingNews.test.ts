/** What is stored is answered as stored, once, also when the news of it cannot be told. */
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Result } from '#lib/domain/result.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { heartbeat, moveDevice, revokeDevice } from '#lib/server/phones/devices.ts';
import { putEventDocument } from '#lib/server/events/eventDocument.ts';
import { importParticipants } from '#lib/server/registration/importParticipants.ts';
import { createPairing, pairPhone } from '#lib/server/phones/pairing.ts';
import { changeParticipant } from '#lib/server/registration/participants.ts';
import { publish } from '#lib/server/publication/publications.ts';
import { recordPassings } from '#lib/server/passings/recordPassings.ts';
import { register } from '#lib/server/registration/register.ts';
import { recordRuling } from '#lib/server/rulings/rulings.ts';
import { cancelEntry, changeEntry } from '#lib/server/registration/runnerPage.ts';
import { EventDocumentSchema } from '#lib/schemas/event/event.ts';
import { anEvent } from '../support/eventDocuments.ts';
import { anOpenEvent, aRegistration, DAY_BEFORE } from '../support/openEvent.ts';
import { aPassing } from '../support/passings.ts';
import { recordStatements, type Recording } from '../support/statements.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

const OWNER: Caller = { kind: 'owner-key' };

let fixture: TestApp;
let recording: Recording;
let bus: App['bus'];
beforeAll(async () => {
	fixture = await testApp({ nowMs: DAY_BEFORE });
	recording = recordStatements(fixture.app.database.pool);
	({ bus } = fixture.app);
});
beforeEach(() => fixture.reset());
afterEach(() => {
	fixture.app.bus = bus;
});
afterAll(() => fixture.close());

const done = <T>(answer: Result<T, { message: string }>): T => {
	if (!answer.ok) throw new Error(answer.error.message);
	return answer.value;
};

/** Each deed that tells news, done once; answers the audit entries that they should have left. */
async function everyDeed(app: App): Promise<string[]> {
	const { slug: event, id } = await anOpenEvent(app, { slug: 'run' });
	const told: string[] = [];
	const does = async <T>(deed: string, doing: Promise<Result<T, { message: string }>>): Promise<T> => {
		const value = done(await doing);
		told.push(deed);
		return value;
	};
	const registration = aRegistration();
	const { participantId } = await does(
		'participant-registered',
		register(app, { kind: 'public' }, { eventSlug: event, registration, locale: 'ro' })
	);
	const runner: Caller = { kind: 'runner', participantId };
	const change = { ...registration, club: 'Alergotura' };
	await does('participant-changed', changeEntry(app, runner, { change, locale: 'ro' }));
	await does('participants-imported', importParticipants(app, OWNER, { event, items: [{ name: 'Ion' }] }));
	await does(
		'participant-changed',
		changeParticipant(app, OWNER, { event, id: participantId, change: { age: 36 } })
	);
	const { code } = done(await createPairing(app, OWNER, { event, checkpoint: 'finish', role: 'line' }));
	const { device } = await does(
		'device-paired',
		pairPhone(app, { kind: 'public' }, { code, address: '127.0.0.1' })
	);
	const { id: deviceId } = await app.database.prisma.device.findFirstOrThrow({ where: { name: device } });
	const phone: Caller = {
		kind: 'device',
		deviceId,
		deviceName: device,
		event: { id, slug: 'practice' },
		revokedMs: null
	};
	const facts = { battery: 80, unsent: 0, offsetMs: 0, uncertaintyMs: 20 };
	done(await heartbeat(app, phone, facts));
	const request = { device, items: [aPassing({ bib: '1', at: new Date(DAY_BEFORE).toISOString() })] };
	const stored = done(await recordPassings(app, phone, { event, request }));
	expect(stored.items).toMatchObject([{ status: 'stored' }]);
	await does('device-moved', moveDevice(app, OWNER, { event, device, checkpoint: 'finish', role: 'chute' }));
	await does('device-revoked', revokeDevice(app, OWNER, { event, device }));
	const ruling = { type: 'dq', race: '5k', bib: '1', why: '' } as const;
	expect(await does('ruling-recorded', recordRuling(app, OWNER, { event, ruling }))).toMatchObject({
		type: 'dq',
		bib: '1',
		revokedBy: null
	});
	await does('results-published', publish(app, OWNER, { event, race: '5k', state: 'provisional' }));
	await does('participant-cancelled', cancelEntry(app, runner));
	const document = EventDocumentSchema.parse(anEvent());
	await does('event-created', putEventDocument(app, OWNER, { event: 'another', document, ifMatch: null }));
	return told;
}

/** What the audit holds, without pairing's offer, which tells no news. */
async function audited(): Promise<string[]> {
	const entries = await fixture.app.database.prisma.auditEntry.findMany({ orderBy: { id: 'asc' } });
	return entries.map(({ action }) => action).filter((action) => action !== 'pairing-offered');
}

const failing: Record<string, () => Promise<void>> = {
	'is refused': async () => {
		throw new Error('no connection');
	},
	'fails at once': () => {
		throw new Error('closed');
	},
	'never ends': () => new Promise(() => undefined)
};

test.each(Object.keys(failing))('every deed is answered as stored, once, when telling %s', async (how) => {
	fixture.app.bus = { ...bus, publish: failing[how] as App['bus']['publish'] };
	const told = await everyDeed(fixture.app);
	expect(await audited()).toEqual(told);
	expect(await fixture.app.database.prisma.passing.count()).toBe(1);
});

test('every deed is answered as stored, once, when NOTIFY fails', async ({ skip }) => {
	const { pool, kind, connectionString } = fixture.app.database;
	if (kind === 'embedded') skip('the embedded database sends no notification');
	// Found before PostgreSQL's own by every connection made from now on; those that are open end.
	await pool.query('create schema broken');
	await pool.query(
		`create function broken.pg_notify(text, text) returns void language plpgsql as
		$$ begin raise exception 'the queue of notifications is full'; end $$`
	);
	const { rows } = await pool.query<{ name: string }>('select current_database() as name');
	await pool.query(`alter database ${rows[0]?.name} set search_path = broken, pg_catalog, public`);
	const administrator = new pg.Client({ connectionString });
	await administrator.connect();
	await administrator.query(
		`select pg_terminate_backend(pid) from pg_stat_activity
		where datname = current_database() and pid <> pg_backend_pid()`
	);
	await administrator.end();
	// Each that was ended has said so, and none of them is handed out any more.
	await expect.poll(() => pool.idleCount).toBe(0);
	recording.take();
	const told = await everyDeed(fixture.app);
	expect(await audited()).toEqual(told);
	expect(recording.take().filter(({ text }) => text.includes('pg_notify')).length).toBeGreaterThan(10);
	await expect(bus.publish('event:1', {})).rejects.toThrow('the queue of notifications is full');
});

test('nothing is asked of the database between a commit and its answer: a fault there would deny what is stored', async () => {
	const app = fixture.app;
	app.bus = { ...bus, publish: () => Promise.resolve() };
	const afterCommit = async <T>(doing: () => Promise<Result<T, { message: string }>>): Promise<T> => {
		recording.take();
		const value = done(await doing());
		const texts = recording.take().map(({ text }) => text);
		expect(texts).toContain('COMMIT');
		expect(texts.slice(texts.lastIndexOf('COMMIT') + 1)).toEqual([]);
		return value;
	};
	const { slug: event } = await anOpenEvent(app, { slug: 'run' });
	const registration = aRegistration();
	const asked = { eventSlug: event, registration, locale: 'ro' };
	const { participantId } = await afterCommit(() => register(app, { kind: 'public' }, asked));
	const runner: Caller = { kind: 'runner', participantId };
	await afterCommit(() => changeEntry(app, runner, { change: registration, locale: 'ro' }));
	await afterCommit(() => importParticipants(app, OWNER, { event, items: [{ name: 'Ion' }] }));
	const { code } = done(await createPairing(app, OWNER, { event, checkpoint: 'finish', role: 'line' }));
	await afterCommit(() => pairPhone(app, { kind: 'public' }, { code, address: '127.0.0.1' }));
	const ruling = { type: 'dq', race: '5k', bib: '1', why: '' } as const;
	await afterCommit(() => recordRuling(app, OWNER, { event, ruling }));
	await afterCommit(() => publish(app, OWNER, { event, race: '5k', state: 'provisional' }));
	await afterCommit(() => cancelEntry(app, runner));
	const document = EventDocumentSchema.parse(anEvent());
	await afterCommit(() => putEventDocument(app, OWNER, { event: 'another', document, ifMatch: null }));
});
