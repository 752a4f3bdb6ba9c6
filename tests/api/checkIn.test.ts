/** Bibs handed out at the check-in desk: seen by the organiser, never by the clock. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Paired } from '#lib/schemas/pairing.ts';
import type { PassingAnswer } from '#lib/schemas/passing.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { deskParticipants } from '#lib/server/desk/deskParticipants.ts';
import { aPassing, type SentPassing } from '../support/passings.ts';
import { after, clock, GUN_MS, raceOn } from '../support/race.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let race: ReturnType<typeof raceOn>;
let phone: Paired;
const OWNER: Caller = { kind: 'owner-key' };

beforeAll(async () => {
	api = await startApi();
});
beforeEach(async () => {
	await api.reset();
	api.setNow(GUN_MS - 3_600_000);
	race = raceOn(api);
	await race.putEvent();
	await race.register([{ bib: '1' }, { bib: '2' }, { bib: '3' }]);
	phone = await race.pair({ checkpoint: 'km-2-5', role: 'check-in' });
});
afterEach(() => api.setNow(null));
afterAll(() => api.close());

/** The phone hands bibs out, one minute apart, from half an hour before the gun. */
async function handOut(bibs: Partial<SentPassing>[]): Promise<string[]> {
	const items = bibs.map((bib, index) =>
		aPassing({ checkpoint: 'km-2-5', kind: 'check-in', at: after((index - 30) * 60_000), ...bib })
	);
	const answer = await race.organise<{ items: PassingAnswer[] }>('/passings', {
		key: phone.token,
		json: { device: phone.device, items }
	});
	expect(answer.status, JSON.stringify(answer.body)).toBe(200);
	return answer.body.items.map(({ status }) => status);
}

/** Bib → minutes before the gun at which it was handed out, and how many of the event were. */
async function list() {
	const listed = await deskParticipants(api.app, OWNER, { event: 'run', query: { page: 1, pageSize: 10 } });
	if (!listed.ok) throw new Error(listed.error.message);
	const out = listed.value.items.map(({ bib, checkedInMs }) => [
		bib,
		checkedInMs === null ? null : (GUN_MS - checkedInMs) / 60_000
	]);
	return { ...Object.fromEntries(out), count: listed.value.checkedIn };
}

test('a bib by its number or its QR is handed out once, at the first time', async () => {
	const roster = await race.organise<{ bibs: { bib: string; code: string }[] }>('/roster', {});
	const code = roster.body.bibs.find(({ bib }) => bib === '2')?.code ?? '';
	const statuses = await handOut([
		{ bib: '1' },
		{ bib: undefined, code: `HTTPS://RUN.EXAMPLE.ORG/B/${code}` },
		{ bib: '1' }
	]);
	expect(statuses).toEqual(['stored', 'stored', 'stored']);
	expect(await list()).toEqual({ 1: 30, 2: 29, 3: null, count: 2 });
});

test('a bib that is nobody’s when it is handed out is the runner’s who gets it later', async () => {
	expect(await handOut([{ bib: '77' }])).toEqual(['stored']);
	expect(await list()).toEqual({ 1: null, 2: null, 3: null, count: 0 });
	await race.register([{ bib: '77' }]);
	expect(await list()).toMatchObject({ 77: 30, count: 1 });
});

test('a bib handed out is no read of the race: neither a start, nor a runner on the course, nor a finish', async () => {
	await handOut([{ bib: '1', at: after(clock('9:00')) }]);
	phone = await race.pair({ checkpoint: 'finish', role: 'check-in' });
	await handOut([{ bib: '2', checkpoint: 'finish', at: after(clock('19:00')) }]);
	api.setNow(GUN_MS + clock('20:00'));
	await race.finish({ 3: '18:00' });
	const { items } = await race.results();
	expect(items.map(({ bib, status, gunTime }) => ({ bib, status, gunTime }))).toEqual([
		{ bib: '3', status: 'finished', gunTime: '0:18:00' },
		{ bib: '1', status: 'not-seen', gunTime: null },
		{ bib: '2', status: 'not-seen', gunTime: null }
	]);
	const progress = await race.organise<{ onCourse: unknown[] }>('/progress', { key: phone.token });
	expect(progress.body.onCourse).toEqual([]);
});
