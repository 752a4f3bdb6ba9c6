/** The highest bib of an event, the registered of a race and the passings of a device are kept by the database. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countedNumber } from '#lib/domain/bibs/bibNumber.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { importParticipants } from '#lib/server/registration/importParticipants.ts';
import { changeParticipant } from '#lib/server/registration/participants.ts';
import { register } from '#lib/server/registration/register.ts';
import { cancelEntry } from '#lib/server/registration/runnerPage.ts';
import { insertPassings, type NewPassing } from '#lib/server/passings/store/passings.ts';
import { anOpenEvent, aRegistration, DAY_BEFORE } from '../support/openEvent.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

const OWNER: Caller = { kind: 'owner-key' };
const EVENT = 'practice';

let fixture: TestApp;
beforeAll(async () => {
	fixture = await testApp({ nowMs: DAY_BEFORE });
});
afterAll(() => fixture.close());
const prisma = () => fixture.app.database.prisma;

/** `who` picks one of those entered, `bib` is asked for where there is one. */
const aBib = fc.oneof(
	fc.integer({ min: 1, max: 30 }).map(String),
	fc.constantFrom('F3', '007', '001001', '0012', '1234567', '999998', '1000000', 'A-1')
);
const aStep = fc.record({
	kind: fc.constantFrom(
		'register',
		'register',
		'import',
		'cancel',
		'withdraw',
		'change bib',
		'move',
		'delete'
	),
	who: fc.nat(50),
	bib: fc.option(aBib)
});
type Step = { kind: string; who: number; bib: string | null };

async function anEventOfTwoRaces(): Promise<string> {
	const { id } = await anOpenEvent(fixture.app, { slug: EVENT });
	await prisma().race.create({
		data: {
			eventId: id,
			slug: '10k',
			name: '10 km',
			position: 1,
			distanceM: 10_000,
			waves: { create: { slug: 'all', position: 0 } }
		}
	});
	return id;
}

/** Answers the bib that was given by itself; null: none was. */
async function take({ kind, who, bib }: Step, turn: number): Promise<string | null> {
	const { app } = fixture;
	const entered = await prisma().participant.findMany({ orderBy: { id: 'asc' }, select: { id: true } });
	const id = entered[who % Math.max(entered.length, 1)]?.id;
	if (kind === 'register') {
		const registration = aRegistration({ name: `Runner ${turn}`, race: who % 2 ? '5k' : '10k' });
		const made = await register(app, { kind: 'public' }, { eventSlug: EVENT, registration, locale: 'ro' });
		if (!made.ok) throw new Error(made.error.message);
		return made.value.bib;
	}
	if (kind === 'import') {
		const item = { name: `Listed ${turn}`, race: who % 2 ? '5k' : '10k', ...(bib && { bib }) };
		const made = await importParticipants(app, OWNER, { event: EVENT, items: [item] });
		return made.ok && bib === null ? (made.value.items[0]?.bib ?? null) : null;
	}
	if (!id) return null;
	if (kind === 'withdraw') await cancelEntry(app, { kind: 'runner', participantId: id });
	else if (kind === 'delete') await prisma().participant.delete({ where: { id } });
	else {
		const race = who % 2 ? '5k' : '10k';
		const change =
			kind === 'cancel'
				? ({ state: 'cancelled' } as const)
				: kind === 'move'
					? { race }
					: { bib: bib ?? '1' };
		await changeParticipant(app, OWNER, { event: EVENT, id, change });
	}
	return null;
}

test('whatever is registered, listed, changed, cancelled and deleted, a number comes once, and the counts are those of the rows', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(aStep, { minLength: 12, maxLength: 20 }), async (steps) => {
			await fixture.reset();
			const eventId = await anEventOfTwoRaces();
			const everBorne = new Set<string>();
			for (const [turn, step] of steps.entries()) {
				const highest = Math.max(0, ...[...everBorne].map((bib) => countedNumber(bib) ?? 0));
				const given = await take(step, turn);
				if (given !== null) {
					expect(everBorne).not.toContain(given);
					// A million is skipped where somebody bears it.
					expect(Number(given)).toBeGreaterThan(highest);
					if (highest < 999_999) expect(given).toBe(String(highest + 1));
				}
				const bibs = await prisma().bib.findMany({ where: { eventId } });
				for (const { number } of bibs) everBorne.add(number);
				for (const { id, registered } of await prisma().race.findMany())
					expect(registered).toBe(
						await prisma().participant.count({ where: { raceId: id, state: 'registered' } })
					);
			}
		}),
		{ numRuns: 5, endOnFailure: true }
	);
}, 300_000);

test('of registrations at the same moment none is entered above the capacity, and none shares a bib', async () => {
	await fixture.reset();
	await anOpenEvent(fixture.app, { slug: EVENT, capacity: 6 });
	const answers = await Promise.all(
		Array.from({ length: 10 }, (_, n) =>
			register(
				fixture.app,
				{ kind: 'public' },
				{ eventSlug: EVENT, registration: aRegistration({ name: `Runner ${n}` }), locale: 'ro' }
			)
		)
	);
	const bibs = answers.flatMap((answer) => (answer.ok ? [answer.value.bib] : []));
	expect(bibs.sort()).toEqual(['1', '2', '3', '4', '5', '6']);
});

test('a passing is counted for its device once, however often it is sent', async () => {
	await fixture.reset();
	const { id: eventId } = await anOpenEvent(fixture.app);
	const device = (name: string) => prisma().device.create({ data: { eventId, name } });
	const [a, b] = [await device('finish-a'), await device('finish-b')];
	const passing = (deviceId: string, seq: number): NewPassing => ({
		id: randomUUID(),
		deviceId,
		seq,
		checkpoint: 'finish',
		kind: 'scan',
		readAs: 'bib',
		read: '1',
		atMs: DAY_BEFORE,
		offsetMs: 0,
		uncertaintyMs: null,
		resolutionMs: 1,
		receivedMs: DAY_BEFORE,
		lane: null,
		token: null,
		assigned: true
	});
	const passings = [passing(a.id, 1), passing(a.id, 2), passing(b.id, 1)];
	await insertPassings(fixture.app.database.pool, { eventId, passings });
	await insertPassings(fixture.app.database.pool, { eventId, passings: [...passings, passing(b.id, 2)] });
	const devices = await prisma().device.findMany({ orderBy: { name: 'asc' } });
	expect(devices.map(({ passingCount }) => passingCount)).toEqual([2, 2]);
});
