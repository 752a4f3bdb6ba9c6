/** The desk's list of entries that may be one person's. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Registration } from '#lib/schemas/registration.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { cancelDouble, deskDoubles } from '#lib/server/desk/deskDoubles.ts';
import { changeParticipant } from '#lib/server/registration/participants.ts';
import { register } from '#lib/server/registration/register.ts';
import { anOpenEvent, aRegistration, DAY_BEFORE } from '../support/openEvent.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

let fixture: TestApp;
const OWNER: Caller = { kind: 'owner-key' };
beforeAll(async () => {
	fixture = await testApp({ nowMs: DAY_BEFORE });
});
beforeEach(async () => {
	await fixture.reset();
	await anOpenEvent(fixture.app);
});
afterAll(() => fixture.close());

async function enter(part: Partial<Registration> = {}): Promise<string> {
	const input = { eventSlug: 'practice', registration: aRegistration(part), locale: 'en' };
	const answer = await register(fixture.app, { kind: 'public' }, input);
	if (!answer.ok) throw new Error(answer.error.message);
	return answer.value.participantId;
}
async function groups(): Promise<(string | null)[][]> {
	const found = await deskDoubles(fixture.app, OWNER, { event: 'practice' });
	if (!found.ok) throw new Error(found.error.message);
	return found.value.map((group) => group.map(({ bib }) => bib));
}
const cancel = (id: string) => cancelDouble(fixture.app, OWNER, { event: 'practice', id });

test('holds each group with what tells its entries apart, and nobody who stands alone', async () => {
	await enter({ name: 'ANA ŞASE' });
	await enter({ name: 'Ion Șase', birthDate: '1971-02-03' });
	fixture.setNow(DAY_BEFORE + 60_000);
	await enter({ email: 'Other@Example.org', visibility: 'hidden' });
	fixture.setNow(DAY_BEFORE);
	const found = await deskDoubles(fixture.app, OWNER, { event: 'practice' });
	const common = { raceName: '5 km', birthDate: '1990-05-17', linkOpened: false };
	expect(found.ok && found.value).toMatchObject([
		[
			{ ...common, bib: '1', name: 'ANA ŞASE', email: 'ana@example.org', createdAtMs: DAY_BEFORE },
			{ ...common, bib: '3', name: 'Ana Șase', email: 'other@example.org', createdAtMs: DAY_BEFORE + 60_000 }
		]
	]);
});

test('is empty where nobody is entered twice, and of another event nothing is compared', async () => {
	expect(await groups()).toEqual([]);
	await anOpenEvent(fixture.app, { slug: 'other' });
	await enter();
	const input = { eventSlug: 'other', registration: aRegistration(), locale: 'en' };
	await register(fixture.app, { kind: 'public' }, input);
	expect(await groups()).toEqual([]);
});

test('of two organisers who each cancel another entry of a pair at the same moment, one does', async () => {
	const ids = [await enter(), await enter()];
	const cancelled = await Promise.all(ids.map(cancel));
	expect(cancelled.filter((answer) => answer.ok && answer.value !== null)).toHaveLength(1);
	const states = await fixture.app.database.prisma.participant.findMany({ select: { state: true } });
	expect(states.map(({ state }) => state).sort()).toEqual(['cancelled', 'registered']);
});

test('one press cancels one entry, the last of a group cannot be cancelled there, and it is undone', async () => {
	const [first, second, third] = [await enter(), await enter(), await enter()];
	expect(await cancel(second)).toMatchObject({ value: { bib: '2', state: 'cancelled' } });
	expect(await groups()).toEqual([['1', '3']]);
	expect((await cancel(first)).ok).toBe(true);
	expect(await groups()).toEqual([]);
	expect(await cancel(third)).toEqual({ ok: true, value: null });
	expect(await fixture.app.database.prisma.participant.count({ where: { state: 'registered' } })).toBe(1);
	const change = { state: 'registered' as const };
	await changeParticipant(fixture.app, OWNER, { event: 'practice', id: first, change });
	expect(await groups()).toEqual([['1', '3']]);
});

test('is for organisers of the event', async () => {
	const [id] = [await enter(), await enter()];
	const other: Caller = {
		kind: 'key',
		name: 'k',
		role: 'organiser',
		event: { id: crypto.randomUUID(), slug: 'other' }
	};
	for (const caller of [{ kind: 'public' } as const, { kind: 'runner', participantId: id } as const, other]) {
		expect((await deskDoubles(fixture.app, caller, { event: 'practice' })).ok).toBe(false);
		expect((await cancelDouble(fixture.app, caller, { event: 'practice', id })).ok).toBe(false);
	}
	expect(await groups()).toEqual([['1', '2']]);
});

test('hundreds of groups among thousands of entries are found, also when many share one address', async () => {
	await enter();
	const { prisma } = fixture.app.database;
	await prisma.$executeRaw`
		insert into participant (id, event_id, race_id, wave_id, name, name_folded, birth_date, email, created_at)
		select gen_random_uuid(), event_id, race_id, wave_id, 'Runner ' || n % 4700, 'runner ' || n % 4700,
			date '1950-01-01' + (n % 4700)::int, 'club@example.org', created_at + n * interval '1 s'
		from participant, generate_series(1, 5000) n`;
	const found = await groups();
	expect(found).toHaveLength(300);
	expect(found.every((group) => group.length === 2)).toBe(true);
});
