/** What is asked often, or while the event is held, costs the same however many have entered this event and others. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importParticipants } from '#lib/server/registration/importParticipants.ts';
import { register } from '#lib/server/registration/register.ts';
import { listCheckIns } from '#lib/server/phones/store/checkIns.ts';
import { listDeviceFacts } from '#lib/server/phones/store/devices.ts';
import { queueDoubleNotices } from '#lib/server/registration/store/doubles.ts';
import { findBibBearer, findEntrants } from '#lib/server/registration/store/entrants.ts';
import { findNextBib } from '#lib/server/registration/store/bibNumbers.ts';
import { findEntryOffer } from '#lib/server/events/store/entryOffers.ts';
import { findEventSummary, listEvents } from '#lib/server/events/store/eventList.ts';
import { isAmongFirst } from '#lib/server/mail/store/heldMails.ts';
import { insertLinkRequest, queueRequestedLinks } from '#lib/server/registration/store/linkRequests.ts';
import { findPublicEvent, listPublicEvents } from '#lib/server/events/store/publicEvents.ts';
import { fillEvent, type FilledEvent } from '../support/filledEvent.ts';
import { anOpenEvent, aRegistration, DAY_BEFORE } from '../support/openEvent.ts';
import { planOf, recordStatements, type Plan, type Recording } from '../support/statements.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

let fixture: TestApp;
let recording: Recording;
let small: FilledEvent;
let large: FilledEvent;

beforeAll(async () => {
	fixture = await testApp({ nowMs: DAY_BEFORE });
	recording = recordStatements(fixture.app.database.pool);
	small = await anOpenEvent(fixture.app, { slug: 'small', capacity: 30_000 });
	large = await anOpenEvent(fixture.app, { slug: 'large', capacity: 30_000 });
	await fillEvent(pool(), { event: small, runners: 100, passings: 200 });
	await fillEvent(pool(), { event: large, runners: 20_000, passings: 20_000 });
	await pool().query('analyze');
}, 300_000);
afterAll(() => fixture.close());

const db = () => fixture.app.database.prisma;
const pool = () => fixture.app.database.pool;

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
	['the next bib', 'bib_event_id_number_key', () => findNextBib(db(), { eventId: large.id, bibs: null })],
	[
		'the next bib of a range',
		'bib_event_id_counted_idx',
		() => findNextBib(db(), { eventId: large.id, bibs: { from: 1, to: 30_000 } })
	]
])('%s: found by an index', async (_what, index, look) => {
	const plan = await planned(look);
	expect(plan.indexes).toContain(index);
	expect(scanned(plan)).toEqual([]);
});

/** What a transaction that holds the event reads may differ by a step of an index, not by the runners. */
const SLACK = 20;

test('a registration reads as many rows among 20,000 as among 100', async () => {
	const rowsOf = async ({ slug }: FilledEvent): Promise<number> => {
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
	const rowsOf = async ({ slug }: FilledEvent): Promise<number> => {
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
