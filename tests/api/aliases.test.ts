import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ParticipantsPage, ShownParticipant } from '#lib/schemas/participant.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { chosenAliases, decideAboutAliases, waitingAliases } from '#lib/server/registration/aliases.ts';
import { publicBib } from '#lib/server/registration/publicBib.ts';
import { liveBoard } from '#lib/server/results/publicResults.ts';
import { register } from '#lib/server/registration/register.ts';
import { changeEntry, runnerPage } from '#lib/server/registration/runnerPage.ts';
import { aFinish, anOpenEvent, aRegistration, DAY_BEFORE } from '../support/openEvent.ts';
import { callerOfApi } from '../support/apiClient.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let call: ReturnType<typeof callerOfApi>;

beforeAll(async () => {
	api = await startApi();
	api.setNow(DAY_BEFORE);
	call = callerOfApi(api.url);
});
beforeEach(async () => {
	await api.reset();
	await anOpenEvent(api.app);
});
afterAll(() => api.close());

const OWNER: Caller = { kind: 'owner-key' };
const EVENT = { event: 'practice' };
const LIST = '/events/practice/participants';

/** A runner who registers by the public form and wants to be shown as `alias`. */
async function runner(alias: string, part: { name?: string; email?: string } = {}): Promise<string> {
	const registration = aRegistration({ visibility: 'alias', alias, ...part });
	const made = await register(
		api.app,
		{ kind: 'public' },
		{ eventSlug: 'practice', registration, locale: 'ro' }
	);
	if (!made.ok) throw new Error(made.error.message);
	return made.value.participantId;
}
async function decide(
	decision: 'release' | 'refuse' | 'undecided',
	...aliases: { id: string; alias: string }[]
) {
	const decided = await decideAboutAliases(api.app, OWNER, { ...EVENT, aliases, decision });
	if (!decided.ok) throw new Error(decided.error.message);
	return decided.value.length;
}
const waits = async () => {
	const chosen = await chosenAliases(api.app, OWNER, EVENT);
	if (!chosen.ok) throw new Error(chosen.error.message);
	return chosen.value;
};
const own = async (id: string) => {
	const page = await runnerPage(api.app, { kind: 'runner', participantId: id }, { locale: 'en' });
	if (!page.ok) throw new Error(page.error.message);
	return page.value;
};
const change = (id: string, alias: string) =>
	changeEntry(
		api.app,
		{ kind: 'runner', participantId: id },
		{
			change: {
				name: 'Ana Șase',
				club: null,
				visibility: 'alias',
				alias,
				photos: false,
				nextYearMail: false
			},
			locale: 'ro'
		}
	);
const listed = async (): Promise<ShownParticipant[]> =>
	(await call<ParticipantsPage>(LIST, { key: api.ownerKey })).body.items;

/** Everything that anybody may open and that could hold an alias. */
async function everythingPublic(id: string): Promise<string> {
	const { code } = await api.app.database.prisma.bib.findFirstOrThrow({ where: { participantId: id } });
	const race = '/events/practice/races/5k';
	const paths = [
		'/results',
		'/results?q=fulger',
		'/results.csv',
		'/honours',
		'/publications/1',
		'/publications/1?q=Fulger',
		'/publications/2/changes'
	].map((path) => race + path);
	const answers = await Promise.all(paths.map((path) => call<unknown>(path)));
	expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200));
	const live = await liveBoard(api.app, { kind: 'public' }, { ...EVENT, race: '5k' });
	return JSON.stringify([
		answers.map(({ body }) => body),
		live,
		await publicBib(api.app, { kind: 'public' }, { code })
	]);
}

describe('an alias that a runner chose', () => {
	test('is in nothing that is public until it is released, nor after a change until that is released', async () => {
		const id = await runner('Fulger');
		await aFinish(api.app, { participantId: id, afterMs: 1_500_000 });
		const publish = () =>
			call('/events/practice/races/5k/publications', { key: api.ownerKey, json: { state: 'provisional' } });
		await publish();
		await publish();
		expect(await everythingPublic(id)).not.toContain('Fulger');
		expect((await own(id)).aliasWaits).toBe(true);

		expect(await decide('release', { id, alias: 'Fulger' })).toBe(1);
		expect(await everythingPublic(id)).toContain('Fulger');
		expect((await own(id)).aliasWaits).toBe(false);

		await change(id, 'Fulger Roșu');
		expect(await everythingPublic(id)).not.toContain('Fulger');
		expect((await own(id)).aliasWaits).toBe(true);
		await change(id, 'Fulger');
		expect(await everythingPublic(id)).not.toContain('Fulger');
	});

	test('waits in the organisers’ list, and many are released at once', async () => {
		const seen = await Promise.all(
			Array.from({ length: 12 }, async (_, i) => {
				const alias = `Alias ${i}`;
				return { id: await runner(alias, { name: `Runner ${i}`, email: `r${i}@example.org` }), alias };
			})
		);
		expect(await waitingAliases(api.app, OWNER, EVENT)).toEqual({ ok: true, value: 12 });
		expect(await decide('release', ...seen)).toBe(12);
		expect(await waits()).toMatchObject({ waitingTotal: 0, refusedTotal: 0 });
		expect((await listed()).every(({ aliasReleased }) => aliasReleased)).toBe(true);
	});

	test('refused, it stays away until that is taken back or it is released; the runner reads the same as before', async () => {
		const id = await runner('Fulger');
		const before = await own(id);
		await decide('refuse', { id, alias: 'Fulger' });
		expect(await waits()).toMatchObject({ waitingTotal: 0, refused: [{ id, alias: 'Fulger' }] });
		expect(await own(id)).toEqual(before);
		await decide('undecided', { id, alias: 'Fulger' });
		expect(await waits()).toMatchObject({ waiting: [{ id, alias: 'Fulger' }], refusedTotal: 0 });
	});

	test('is released as the organiser saw it: one that was changed meanwhile waits on', async () => {
		const id = await runner('Fulger');
		await change(id, 'Ion Popa');
		expect(await decide('release', { id, alias: 'Fulger' })).toBe(0);
		expect(await waits()).toMatchObject({ waiting: [{ alias: 'Ion Popa' }] });
	});

	test('may be somebody’s name: the form takes it, and only the organiser sees the mark', async () => {
		await call(LIST, { key: api.ownerKey, json: { items: [{ bib: 'ZQ50', name: 'Ion Popa' }] } });
		const id = await runner('ION POPĂ');
		const other = await runner('Ion Popa', { name: 'Vera', email: 'vera@example.org' });
		const { waiting } = await waits();
		expect(waiting.find((alias) => alias.id === id)?.clashes).toEqual([
			{ with: 'name', bibs: ['ZQ50'] },
			{ with: 'alias', bibs: [waiting.find((alias) => alias.id === other)?.bib] }
		]);
		expect(JSON.stringify(await own(id))).not.toContain('ZQ50');
	});

	test('is decided about by organisers of the event alone', async () => {
		const id = await runner('Fulger');
		for (const caller of [
			{ kind: 'public' },
			{ kind: 'runner', participantId: id },
			{ kind: 'key', name: 'other', role: 'organiser', event: { id, slug: 'other' } }
		] as Caller[]) {
			const input = { ...EVENT, aliases: [{ id, alias: 'Fulger' }], decision: 'release' as const };
			expect((await decideAboutAliases(api.app, caller, input)).ok, caller.kind).toBe(false);
			expect((await chosenAliases(api.app, caller, EVENT)).ok, caller.kind).toBe(false);
		}
		expect(await waits()).toMatchObject({ waitingTotal: 1 });
	});

	test('of another event is left alone', async () => {
		const id = await runner('Fulger');
		await anOpenEvent(api.app, { slug: 'other' });
		const input = { event: 'other', aliases: [{ id, alias: 'Fulger' }], decision: 'release' as const };
		expect(await decideAboutAliases(api.app, OWNER, input)).toEqual({ ok: true, value: [] });
		expect(await waits()).toMatchObject({ waitingTotal: 1 });
	});
});

describe('an alias that an organiser gave', () => {
	test('in a list is released; the same list again says nothing new about one that a runner chose', async () => {
		await call(LIST, {
			key: api.ownerKey,
			json: { items: [{ bib: '50', name: 'Ion', visibility: 'alias', alias: 'Trăsnet' }] }
		});
		await runner('Fulger');
		const released = async () =>
			Object.fromEntries((await listed()).map(({ alias, aliasReleased }) => [alias, aliasReleased]));
		expect(await released()).toEqual({ Trăsnet: true, Fulger: false });
		const csv = await call<string>(LIST, { key: api.ownerKey, headers: { Accept: 'text/csv' } });
		await call(LIST, { key: api.ownerKey, raw: csv.body, headers: { 'Content-Type': 'text/csv' } });
		expect(await released()).toEqual({ Trăsnet: true, Fulger: false });
		const items = [{ bib: '51', name: 'Ana Șase', alias: 'Lumina' }];
		await call(LIST, { key: api.ownerKey, json: { items } });
		expect(await released()).toEqual({ Trăsnet: true, Lumina: true });
	});

	test('to one participant is released, also when it is the one that the runner chose', async () => {
		const id = await runner('Fulger');
		const patch = (json: object) =>
			call<ShownParticipant>(`${LIST}/${id}`, { method: 'PATCH', key: api.ownerKey, json });
		expect((await patch({ club: 'Alergotura' })).body.aliasReleased).toBe(false);
		expect((await patch({ alias: 'Fulger' })).body.aliasReleased).toBe(true);
		expect((await patch({ alias: 'Lumina' })).body.aliasReleased).toBe(true);
		expect((await patch({ alias: null })).body).toMatchObject({ alias: null, aliasReleased: false });
	});
});
