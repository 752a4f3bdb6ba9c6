/** Deleting an event by its typed name, the bin that it lies in for 30 days, and its end. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '#lib/server/access/caller.ts';
import { deleteEvent, emptyBin, eventsInBin, takeEventBack } from '#lib/server/events/eventBin.ts';
import { claimDueMails } from '#lib/server/mail/store/outgoingMails.ts';
import { findBib } from '#lib/server/registration/store/runners.ts';
import { findLinkOwner, findSessionOwner } from '#lib/server/registration/store/runnerLinks.ts';
import { apiOfFile } from '../support/apiOfFile.ts';
import { anEvent } from '../support/eventDocuments.ts';
import { raceOn } from '../support/race.ts';

const { api, call } = apiOfFile();
const OWNER: Caller = { kind: 'owner-key' };
const DAY_MS = 86_400_000;

let race: ReturnType<typeof raceOn>;
let name: string;
beforeEach(async () => {
	api.setNow(null);
	race = raceOn(api);
	await race.putEvent();
	await race.register([{ bib: '1', name: 'Ana' }, { bib: '2' }]);
	await race.finish({ 1: '20:00' });
	await race.publish({ state: 'provisional' });
	name = (await api.app.database.prisma.event.findFirstOrThrow()).name;
});

const remove = (typed = name, caller: Caller = OWNER) =>
	deleteEvent(api.app, caller, { event: 'run', typed });
const inBin = async () => {
	const bin = await eventsInBin(api.app, OWNER);
	if (!bin.ok) throw new Error(bin.error.message);
	return bin.value;
};
const listed = async () =>
	(await call<{ items: { slug: string }[] }>('/events')).body.items.map(({ slug }) => slug);
const rows = async (table: string) =>
	Number((await api.app.database.pool.query(`select count(*) from ${table}`)).rows[0].count);

describe('deleting', () => {
	test('takes the event’s name, in any case of letters', async () => {
		for (const typed of ['', 'Another run', name.slice(1)]) {
			const refused = await remove(typed);
			expect(refused).toMatchObject({ ok: false, error: { why: 'name', name } });
		}
		expect(await listed()).toEqual(['run']);
		expect((await remove(` ${name.toUpperCase()}  `)).ok).toBe(true);
		expect(await listed()).toEqual([]);
	});

	test('is the owners’, and nobody else sees or empties the bin', async () => {
		const event = await api.app.database.prisma.event.findFirstOrThrow({ select: { id: true, slug: true } });
		const organiser: Caller = { kind: 'account', userId: 'o', roles: [{ role: 'organiser', event }] };
		expect(await remove(name, organiser)).toMatchObject({
			ok: false,
			error: { refusal: { reason: 'forbidden' } }
		});
		expect(await eventsInBin(api.app, organiser)).toMatchObject({
			ok: false,
			error: { reason: 'forbidden' }
		});
		expect(await takeEventBack(api.app, organiser, { id: event.id })).toMatchObject({ ok: false });
	});
});

describe('an event in the bin', () => {
	test('is unknown to the public, to programs, phones and runners, and its mails wait', async () => {
		const { token } = await race.pair({ checkpoint: 'finish' });
		const { prisma, pool } = api.app.database;
		const ana = await prisma.participant.findFirstOrThrow({ where: { name: 'Ana' }, include: { bib: true } });
		await pool.query(`insert into participant_link (hash, participant_id) values ('l', $1)`, [ana.id]);
		await pool.query(
			`insert into participant_session (hash, participant_id, expires_at) values ('s', $1, now() + interval '1 day')`,
			[ana.id]
		);
		await pool.query(
			`insert into outgoing_mail (id, participant_id, kind) values (gen_random_uuid(), $1, 'registered')`,
			[ana.id]
		);
		const seen = async () => ({
			document: (await call('/events/run')).status,
			results: (await call('/events/run/races/5k/results')).status,
			byOwner: (await race.organise('/participants')).status,
			byPhone: (await call('/events/run/roster', { key: token })).status,
			link: (await findLinkOwner(prisma, 'l')) !== null,
			session: (await findSessionOwner(prisma, { hash: 's', nowMs: Date.now() })) !== null,
			bib: (await findBib(prisma, ana.bib?.code ?? '')) !== null
		});
		const before = await seen();
		expect(before).toEqual({
			document: 200,
			results: 200,
			byOwner: 200,
			byPhone: 200,
			link: true,
			session: true,
			bib: true
		});
		await remove();
		expect(await seen()).toEqual({
			document: 404,
			results: 404,
			byOwner: 404,
			byPhone: 403,
			link: false,
			session: false,
			bib: false
		});
		const claim = { nowMs: Date.now() + 1000, leaseMs: 0, limit: 10 };
		expect(await claimDueMails(prisma, claim)).toEqual([]);

		const [binned] = await inBin();
		expect((await takeEventBack(api.app, OWNER, { id: binned?.id ?? '' })).ok).toBe(true);
		expect(await seen()).toEqual(before);
		expect(await claimDueMails(prisma, claim)).toHaveLength(1);
	});

	test('comes back with its results as they were', async () => {
		const [version] = await race.versions();
		await remove();
		const [binned] = await inBin();
		expect(binned).toMatchObject({ slug: 'run', name });
		await takeEventBack(api.app, OWNER, { id: binned?.id ?? '' });
		expect(await race.versions()).toEqual([version]);
		expect(await inBin()).toEqual([]);
	});

	test('leaves its address free, and does not come back to one that is taken', async () => {
		await remove();
		await race.putEvent(anEvent({ name: 'The next one' }));
		const [binned] = await inBin();
		const back = await takeEventBack(api.app, OWNER, { id: binned?.id ?? '' });
		expect(back).toMatchObject({ ok: false, error: { reason: 'in-use' } });
		expect((await call<{ name: string }>('/events/run')).body.name).toBe('The next one');
		expect(await inBin()).toHaveLength(1);
	});

	test('goes for good after 30 days, with everybody in it, and leaves its id and the audit', async () => {
		const { id } = await api.app.database.prisma.event.findFirstOrThrow();
		await remove();
		const binnedMs = (await inBin())[0]?.binnedMs ?? 0;
		api.setNow(binnedMs + 30 * DAY_MS);
		await emptyBin(api.app);
		expect(await rows('event')).toBe(1);
		api.setNow(binnedMs + 30 * DAY_MS + 1);
		await emptyBin(api.app);
		for (const table of ['event', 'participant', 'passing', 'ruling', 'publication', 'bib', 'device'])
			expect([table, await rows(table)]).toEqual([table, 0]);
		expect(await api.app.database.prisma.erasedId.findMany()).toMatchObject([{ id, kind: 'event' }]);
		const audit = await api.app.database.prisma.auditEntry.findMany({ where: { eventId: id } });
		expect(audit.map(({ action }) => action)).toEqual(
			expect.arrayContaining(['event-deleted', 'event-erased'])
		);
	});
});
