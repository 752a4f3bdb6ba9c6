/** Two entries that are one person's: merged at the desk, with one result, and taken apart again. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Registration } from '#lib/schemas/registration.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { deskParticipant } from '#lib/server/desk/deskParticipant.ts';
import { deskResults } from '#lib/server/desk/deskResults.ts';
import { composeMail } from '#lib/server/mail/composeMail.ts';
import { publicBib } from '#lib/server/registration/publicBib.ts';
import { publish } from '#lib/server/publication/publications.ts';
import { roster } from '#lib/server/phones/roster.ts';
import { recordRuling } from '#lib/server/rulings/rulings.ts';
import { undoEntryChange } from '#lib/server/registration/entryLog.ts';
import { mergeEntries, mergeQuestion, undoMerge } from '#lib/server/registration/merging/mergeEntries.ts';
import { changeParticipant } from '#lib/server/registration/participants.ts';
import { register } from '#lib/server/registration/register.ts';
import { runnerOfSession } from '#lib/server/registration/runnerLink.ts';
import { anOpenEvent, aRegistration, DAY_BEFORE, START, tryToRegister } from '../support/openEvent.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

const OWNER: Caller = { kind: 'owner-key' };
const event = 'practice';
let fixture: TestApp;
let ids: { id: string; raceId: string };
const prisma = () => fixture.app.database.prisma;
beforeAll(async () => {
	fixture = await testApp({ nowMs: DAY_BEFORE });
});
beforeEach(async () => {
	await fixture.reset();
	fixture.setNow(DAY_BEFORE);
	ids = await anOpenEvent(fixture.app, { slug: event, capacity: 2 });
});
afterAll(() => fixture.close());

async function enter(part: Partial<Registration> = {}) {
	const answer = await register(
		fixture.app,
		{ kind: 'public' },
		{ eventSlug: event, registration: aRegistration(part), locale: 'en' }
	);
	if (!answer.ok) throw new Error(answer.error.message);
	fixture.setNow(fixture.app.now() + 60_000);
	return answer.value;
}
const sidesOf = async (...of: string[]) => {
	const rows = await prisma().participant.findMany({ where: { id: { in: of } } });
	return of.map((id) => ({ id, version: rows.find((row) => row.id === id)?.version ?? 0 })) as unknown as [
		{ id: string; version: number },
		{ id: string; version: number }
	];
};
const merge = async (a: string, b: string) =>
	mergeEntries(fixture.app, OWNER, { event, sides: await sidesOf(a, b) });
const stored = (id: string) => prisma().participant.findUniqueOrThrow({ where: { id } });
const registered = async () =>
	(await prisma().race.findUniqueOrThrow({ where: { id: ids.raceId } })).registered;

let device: string;
async function start(): Promise<void> {
	const { id: waveId } = await prisma().wave.findFirstOrThrow({ where: { raceId: ids.raceId } });
	const gun = { type: 'wave-start', valueMs: START, by: 'test', atMs: START };
	await prisma().ruling.create({ data: { eventId: ids.id, raceId: ids.raceId, waveId, ...gun } });
	device = (await prisma().device.create({ data: { eventId: ids.id, name: 'finish-a' } })).id;
}
async function scan(read: string, afterMs: number): Promise<string> {
	const id = randomUUID();
	const at = { atMs: START + afterMs, receivedMs: START + afterMs };
	const facts = { eventId: ids.id, id, deviceId: device, seq: afterMs, checkpoint: 'finish', kind: 'scan' };
	await prisma().passing.create({ data: { ...facts, readAs: 'bib', read, ...at } });
	return id;
}
async function results() {
	const found = await deskResults(fixture.app, OWNER, { event, race: '5k', query: {} });
	if (!found.ok) throw new Error(found.error.message);
	return found.value.rows.map(({ bib, status, gunTimeMs }) => [bib, status, gunTimeMs]);
}

test('the earlier entry stays with its bib, mail and session, and is shown as the stricter of the two asked', async () => {
	const first = await enter({ visibility: 'name' });
	const second = await enter({ visibility: 'hidden', email: 'else@example.org' });
	expect(await registered()).toBe(2);
	// Asked from either side.
	expect(await merge(second.participantId, first.participantId)).toEqual({
		ok: true,
		value: { keptId: first.participantId, otherId: second.participantId }
	});
	expect(await stored(first.participantId)).toMatchObject({
		state: 'registered',
		email: 'ana@example.org',
		visibility: 'hidden',
		version: 2
	});
	expect(await stored(second.participantId)).toMatchObject({
		state: 'cancelled',
		mergedIntoId: first.participantId,
		visibility: 'hidden',
		version: 2
	});
	expect(await runnerOfSession(fixture.app, first.session.secret)).toBe(first.participantId);
	expect(await runnerOfSession(fixture.app, second.session.secret)).toBeNull();
	expect(await registered()).toBe(1);
	expect((await tryToRegister(fixture.app, { name: 'Ion', email: 'ion@example.org' })).ok).toBe(true);
});

test('a runner who is read with either bib has one result, and two again when it is undone', async () => {
	const first = await enter();
	const second = await enter({ email: 'else@example.org' });
	await start();
	await scan('2', 1_500_000);
	expect(await results()).toEqual([
		['2', 'finished', 1_500_000],
		['1', 'not-seen', null]
	]);
	await merge(first.participantId, second.participantId);
	expect(await results()).toEqual([['1', 'finished', 1_500_000]]);
	// What arrives later counts too, and the first of both is the finish.
	await scan('2', 1_600_000);
	await scan('1', 1_400_000);
	expect(await results()).toEqual([['1', 'finished', 1_400_000]]);

	const known = await roster(fixture.app, OWNER, { event });
	expect(known.ok && known.value.roster?.bibs.map(({ bib, race }) => [bib, race])).toEqual([
		['1', '5k'],
		['2', '5k']
	]);
	expect(await undoMerge(fixture.app, OWNER, { event, id: second.participantId })).toMatchObject({
		ok: true
	});
	expect(await results()).toEqual([
		['1', 'finished', 1_400_000],
		['2', 'finished', 1_500_000]
	]);
	expect(await registered()).toBe(2);
});

test('what was decided about the other entry holds for the kept one, by whichever bib it is named', async () => {
	const [first, second] = [await enter(), await enter({ email: 'else@example.org' })];
	await start();
	await scan('1', 1_500_000);
	const penalty = { type: 'penalty', race: '5k', bib: '2', valueMs: 30_000, why: '' } as const;
	expect((await recordRuling(fixture.app, OWNER, { event, ruling: penalty })).ok).toBe(true);
	await merge(first.participantId, second.participantId);
	expect(await results()).toEqual([['1', 'finished', 1_530_000]]);
	expect(await recordRuling(fixture.app, OWNER, { event, ruling: penalty })).toMatchObject({
		value: { bib: '1', participantId: first.participantId }
	});
	expect(await results()).toEqual([['1', 'finished', 1_560_000]]);
	await undoMerge(fixture.app, OWNER, { event, id: second.participantId });
	expect(await results()).toEqual([
		['1', 'finished', 1_530_000],
		['2', 'not-seen', null]
	]);
});

test('of three entries merged in turn, each bib counts for the one that is left', async () => {
	await prisma().race.update({ where: { id: ids.raceId }, data: { capacity: null } });
	const [a, b, c] = [await enter(), await enter(), await enter()];
	await start();
	await merge(b.participantId, c.participantId);
	await merge(a.participantId, b.participantId);
	await scan('3', 1_500_000);
	expect(await results()).toEqual([['1', 'finished', 1_500_000]]);
	await undoMerge(fixture.app, OWNER, { event, id: b.participantId });
	expect(await results()).toEqual([
		['2', 'finished', 1_500_000],
		['1', 'not-seen', null]
	]);
});

test('a version that was published keeps its digest', async () => {
	const [first, second] = [await enter(), await enter({ email: 'else@example.org' })];
	await start();
	await scan('2', 1_500_000);
	await publish(fixture.app, OWNER, { event, race: '5k', state: 'provisional', note: '' });
	const before = await prisma().publication.findFirstOrThrow();
	await merge(first.participantId, second.participantId);
	await results();
	expect(await prisma().publication.findMany()).toEqual([before]);
});

test('waiting mails of the other entry are not sent, and its bib opens as the kept runner', async () => {
	const first = await enter({ visibility: 'name' });
	const second = await enter({ visibility: 'name', email: 'else@example.org' });
	await merge(first.participantId, second.participantId);
	const due = (of: string) =>
		composeMail(fixture.app, [
			{
				id: randomUUID(),
				participantId: of,
				kind: 'registered',
				attempts: 0,
				createdAtMs: 0,
				heldUntilMs: null
			}
		]);
	expect(await due(second.participantId)).toBeNull();
	expect(await due(first.participantId)).toMatchObject({ to: expect.anything() });
	const { code } = await prisma().bib.findFirstOrThrow({ where: { number: '2' } });
	const opened = await publicBib(fixture.app, { kind: 'public' }, { code });
	expect(opened).toMatchObject({ value: { number: '2', shownName: 'Ana Șase' } });
});

test('what was changed since it was asked is not merged, nor is an entry that is merged or cancelled already', async () => {
	const [first, second] = [await enter(), await enter()];
	const sides = await sidesOf(first.participantId, second.participantId);
	const id = second.participantId;
	await changeParticipant(fixture.app, OWNER, { event, id, change: { club: 'Alergotura' } });
	const late = await mergeEntries(fixture.app, OWNER, { event, sides });
	expect(late).toMatchObject({ ok: false, error: { reason: 'edited-since' } });
	const [one, two] = await Promise.all([merge(first.participantId, id), merge(id, first.participantId)]);
	expect([one.ok, two.ok].sort()).toEqual([false, true]);
	const itself = await merge(first.participantId, first.participantId);
	expect(itself).toMatchObject({ ok: false, error: { reason: 'participant-unknown' } });
	const viewer: Caller = { kind: 'public' };
	expect(await mergeEntries(fixture.app, viewer, { event, sides })).toMatchObject({
		error: { reason: 'not-signed-in' }
	});
	expect(
		await changeParticipant(fixture.app, OWNER, { event, id, change: { state: 'registered' } })
	).toMatchObject({ error: { reason: 'merged-entry' } });
});

test('it stands in the log of both and in the audit by ids alone, and is taken back from either log', async () => {
	const first = await enter({ visibility: 'name' });
	const second = await enter({ visibility: 'bib' });
	for (const from of [first.participantId, second.participantId]) {
		await merge(first.participantId, second.participantId);
		const page = await deskParticipant(fixture.app, OWNER, { event, id: from });
		if (!page.ok) throw new Error(page.error.message);
		const [last] = page.value.changes;
		expect(Object.keys(last?.after ?? {}).sort()).toEqual(
			from === first.participantId ? ['merged', 'visibility'] : ['mergedInto', 'state']
		);
		const change = `${from}.${page.value.version}`;
		expect((await undoEntryChange(fixture.app, OWNER, { event, id: from, change })).ok).toBe(true);
		expect(await stored(first.participantId)).toMatchObject({ visibility: 'name' });
		expect(await stored(second.participantId)).toMatchObject({ state: 'registered', mergedIntoId: null });
	}
	const audit = await prisma().auditEntry.findMany({
		where: { action: { in: ['entries-merged', 'merge-undone'] } }
	});
	expect(audit.map(({ action }) => action)).toEqual([
		'entries-merged',
		'merge-undone',
		'entries-merged',
		'merge-undone'
	]);
	for (const { subject, details } of audit)
		expect([subject, details]).toEqual([first.participantId, { other: second.participantId }]);
});

test('a visibility that somebody changed after the merge stays when it is undone', async () => {
	const first = await enter({ visibility: 'name' });
	const second = await enter({ visibility: 'hidden' });
	await merge(first.participantId, second.participantId);
	const id = first.participantId;
	await changeParticipant(fixture.app, OWNER, { event, id, change: { visibility: 'bib' } });
	await undoMerge(fixture.app, OWNER, { event, id: second.participantId });
	expect(await stored(id)).toMatchObject({ visibility: 'bib' });
});

test('whoever erases the kept entry erases what was merged into it; its bib stays a spare', async () => {
	const [first, second] = [await enter(), await enter()];
	await merge(first.participantId, second.participantId);
	await prisma().participant.delete({ where: { id: first.participantId } });
	expect(await prisma().participant.count()).toBe(0);
	expect(await prisma().entryChange.count()).toBe(0);
	expect((await prisma().bib.findMany()).map(({ participantId }) => participantId)).toEqual([null, null]);
});

test('the other entry is found by bib or by a part of the name, and chosen from several', async () => {
	await prisma().race.update({ where: { id: ids.raceId }, data: { capacity: null } });
	const first = await enter();
	await enter({ name: 'Ana Șaptesprezece' });
	await enter({ name: 'Ion Unsprezece' });
	const ask = async (other: string) => {
		const asked = await mergeQuestion(fixture.app, OWNER, { event, id: first.participantId, other });
		if (!asked.ok) throw new Error(asked.error.message);
		const { candidates, merge } = asked.value;
		return [candidates.map(({ bib }) => bib), merge?.kept.bib ?? null];
	};
	expect(await ask('')).toEqual([[], null]);
	expect(await ask('3')).toEqual([['3'], '1']);
	expect(await ask('ANA SAPTE')).toEqual([['2'], '1']);
	expect(await ask('sprezece')).toEqual([['2', '3'], null]);
	expect(await ask('1')).toEqual([[], null]);
	expect(await ask(first.participantId)).toEqual([[], null]);
});
