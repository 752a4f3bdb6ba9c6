/** What is asked often, or while the event is held, costs the same however many have entered this event and others. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importParticipants } from '#lib/server/registration/importParticipants.ts';
import { register } from '#lib/server/registration/register.ts';
import { listCheckIns } from '#lib/server/phones/store/checkIns.ts';
import { listDeviceFacts } from '#lib/server/phones/store/devices.ts';
import { queueDoubleNotices } from '#lib/server/registration/store/doubles.ts';
import { findBibBearer, findEntrants } from '#lib/server/registration/store/entrants.ts';
import { findNextBib } from '#lib/server/registration/store/entries.ts';
import { findEntryOffer } from '#lib/server/events/store/entryOffers.ts';
import { findEventSummary, listEvents } from '#lib/server/events/store/eventList.ts';
import { PARTICIPANT_COLUMNS } from '#lib/schemas/participant.ts';
import { isAmongFirst } from '#lib/server/mail/store/heldMails.ts';
import {
	countParticipants,
	findPlaceInList,
	listParticipantIds,
	type ListWanted
} from '#lib/server/registration/store/listedParticipants.ts';
import { insertLinkRequest, queueRequestedLinks } from '#lib/server/registration/store/linkRequests.ts';
import { findPublicEvent, listPublicEvents } from '#lib/server/events/store/publicEvents.ts';
import { anOpenEvent, aRegistration, DAY_BEFORE } from '../support/openEvent.ts';
import { planOf, recordStatements, type Plan, type Recording } from '../support/statements.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

interface Event {
	id: string;
	slug: string;
	raceId: string;
}

let fixture: TestApp;
let recording: Recording;
let small: Event;
let large: Event;

beforeAll(async () => {
	fixture = await testApp({ nowMs: DAY_BEFORE });
	recording = recordStatements(fixture.app.database.pool);
	small = await anOpenEvent(fixture.app, { slug: 'small', capacity: 30_000 });
	large = await anOpenEvent(fixture.app, { slug: 'large', capacity: 30_000 });
	await fill(small, { runners: 100, passings: 200 });
	await fill(large, { runners: 20_000, passings: 20_000 });
	await pool().query('analyze');
}, 300_000);
afterAll(() => fixture.close());

const db = () => fixture.app.database.prisma;
const pool = () => fixture.app.database.pool;

/**
 * Bibs 1 … n, a mail and a consent for each runner; passings of one phone, every hundredth of them a check-in. Triggers
 * rest meanwhile, foreign keys too, since they would take a minute; so the counts that they keep are written here.
 */
async function fill(
	{ id, slug, raceId }: Event,
	{ runners, passings }: { runners: number; passings: number }
): Promise<void> {
	const client = await pool().connect();
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

async function planned(look: () => Promise<unknown>): Promise<Plan> {
	recording.take();
	await look();
	return planOf(pool(), recording.take());
}

/** Tables with a row or more for each runner or passing. */
const GROWING = [
	'participant',
	'bib',
	'passing',
	'consent',
	'outgoing_mail',
	'audit_entry',
	'participant_session'
];
const scanned = ({ scanned }: Plan): string[] => scanned.filter((table) => GROWING.includes(table));

/** Every event of these tests can be shown. */
const readable = (): void => expect.unreachable();
const reading = { locale: 'ro', nowMs: DAY_BEFORE };
test.each<[string, () => Promise<unknown>]>([
	['the page of an event', () => findPublicEvent(db(), 'small', reading)],
	['the front page', () => listPublicEvents(db(), reading, readable)],
	['the offer to register', () => findEntryOffer(db(), { slug: 'small', nowMs: DAY_BEFORE })],
	['the list of the desk', () => listEvents(db(), { nowMs: DAY_BEFORE, leftOut: readable })],
	['the head of the desk', () => findEventSummary(db(), { slug: 'small', nowMs: DAY_BEFORE })],
	['the page of the phones', () => listDeviceFacts(db(), small.id)]
])('%s reads no participant, no bib and no passing', async (_page, look) => {
	const { tables } = await planned(look);
	expect(tables).not.toEqual([]);
	expect(tables.filter((table) => GROWING.includes(table))).toEqual([]);
});

test.each<[string, string, () => Promise<unknown>]>([
	['check-ins', 'passing_check_in_idx', () => listCheckIns(pool(), small.id)],
	['check-ins of a large event', 'passing_check_in_idx', () => listCheckIns(pool(), large.id)],
	[
		'runners by their address, in any case of letters',
		'participant_event_id_lower_email_idx',
		async () => {
			await insertLinkRequest(db(), { eventSlug: 'large', email: 'runner-7@example.org', nowMs: DAY_BEFORE });
			await queueRequestedLinks(db(), { nowMs: DAY_BEFORE, limit: 10 });
		}
	],
	[
		'what an address was sent on a day',
		'outgoing_mail_participant_id_created_at_idx',
		async () => {
			const { id: mailId } = await db().outgoingMail.findFirstOrThrow();
			recording.take();
			await isAmongFirst(db(), { mailId, eventId: large.id, email: 'runner-7@example.org' });
		}
	],
	[
		'earlier entries of the same person',
		'participant_event_id_name_folded_idx',
		async () => {
			const { id } = await db().participant.findFirstOrThrow({ where: { nameFolded: 'runner 7' } });
			recording.take();
			await queueDoubleNotices(db(), { participantId: id, nowMs: DAY_BEFORE });
		}
	],
	[
		'who bears the same name',
		'participant_event_id_name_folded_idx',
		() => db().participant.findMany({ where: { eventId: large.id, nameFolded: 'runner 7' } })
	],
	[
		'who bears a bib',
		'bib_event_id_number_key',
		() => findBibBearer(db(), { eventId: large.id, number: '7' })
	],
	[
		'whom a list names',
		'participant_event_id_external_id_key',
		() => findEntrants(db(), { eventId: large.id, externalIds: ['x7'], bibs: ['8'] })
	],
	['the next bib', 'bib_event_id_number_key', () => findNextBib(db(), large.id)]
])('%s: found by an index', async (_what, index, look) => {
	const plan = await planned(look);
	expect(plan.indexes).toContain(index);
	expect(scanned(plan)).toEqual([]);
});

test.each<[string, Partial<ListWanted>]>([
	...PARTICIPANT_COLUMNS.map((sort): [string, Partial<ListWanted>] => [`by ${sort}`, { sort }]),
	['of possible doubles', { only: 'double' }],
	['of those without a bib, in a race', { bib: 'without', race: '5k' }],
	['of a name', { q: 'runner 7' }]
])('a page of the list %s reads no other event', { timeout: 60_000 }, async (_what, wanted) => {
	const plan = await planned(async () => {
		await listParticipantIds(db(), { ...wanted, eventId: small.id, offset: 0, limit: 100 });
		await countParticipants(db(), { ...wanted, eventId: small.id });
		await findPlaceInList(db(), { ...wanted, eventId: small.id, id: randomUUID() });
	});
	expect(plan.tables).toContain('participant');
	expect(scanned(plan)).toEqual([]);
});

test('the bibs of a list are joined at once, not one by one, when the whole event is sorted', async () => {
	const page = { eventId: large.id, offset: 19_900, limit: 100 };
	recording.takeRows();
	await db().$transaction((tx) => listParticipantIds(tx, { ...page, sort: '-bib' }));
	const [read = Infinity] = recording.takeRows();
	expect(read).toBeGreaterThan(20_000);
	expect(read).toBeLessThan(250_000);
});

/** What a transaction that holds the event reads may differ by a step of an index, not by the runners. */
const SLACK = 20;

test('a registration reads as many rows among 20,000 as among 100', async () => {
	const rowsOf = async ({ slug }: Event): Promise<number> => {
		recording.takeRows();
		const registration = aRegistration({ email: `${slug}@example.org` });
		const made = await register(
			fixture.app,
			{ kind: 'public' },
			{ eventSlug: slug, registration, locale: 'ro' }
		);
		expect(made.ok && made.value.bib).toBe(slug === 'small' ? '101' : '20001');
		return recording.takeRows().reduce((sum, rows) => sum + rows, 0);
	};
	const [few, many] = [await rowsOf(small), await rowsOf(large)];
	expect(few).toBeGreaterThan(0);
	expect(many).toBeLessThanOrEqual(few + SLACK);
});

test('a short list reads as many rows among 20,000 as among 100', async () => {
	const rowsOf = async ({ slug }: Event): Promise<number> => {
		recording.takeRows();
		const items = [{ bib: '7', name: 'Runner 7', club: 'Alergotura' }, { name: 'Maria' }];
		const taken = await importParticipants(fixture.app, { kind: 'owner-key' }, { event: slug, items });
		expect(taken.ok && taken.value.items).toMatchObject([{ status: 'updated' }, { status: 'created' }]);
		return recording.takeRows().reduce((sum, rows) => sum + rows, 0);
	};
	const [few, many] = [await rowsOf(small), await rowsOf(large)];
	expect(few).toBeGreaterThan(0);
	expect(many).toBeLessThanOrEqual(few + SLACK);
});

test('a long list reads a few rows for each of its own, also on a connection that knew small tables', async () => {
	const event = await anOpenEvent(fixture.app, { slug: 'listed' });
	await pool().query('truncate participant, device cascade');
	await pool().query('vacuum (analyze) participant');
	const send = async (names: number): Promise<number> => {
		recording.takeRows();
		const items = Array.from({ length: names }, (_, n) => ({ name: `Listed ${n}` }));
		const taken = await importParticipants(fixture.app, { kind: 'owner-key' }, { event: event.slug, items });
		expect(taken.ok && taken.value.items.length).toBe(names);
		return recording.takeRows().reduce((sum, rows) => sum + rows, 0);
	};
	for (let turn = 0; turn < 8; turn++) await send(1);
	expect(await send(1000)).toBeLessThan(1000 * 30);
});
