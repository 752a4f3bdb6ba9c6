/** Who bears a bib is told at the desk of its event, and nowhere else. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '#lib/server/access/caller.ts';
import { bibHolder } from '#lib/server/registration/bibHolder.ts';
import { raceOn } from '../support/race.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let race: ReturnType<typeof raceOn>;

beforeAll(async () => {
	api = await startApi();
	race = raceOn(api);
	await race.putEvent();
	await race.register([{ bib: '1' }, { bib: '2' }]);
});
afterAll(() => api.close());

const holderOf = (caller: Caller, bib: string) => bibHolder(api.app, caller, { event: 'run', bib });

test('an organiser reads who bears a bib, with the way to the page', async () => {
	const holder = await holderOf({ kind: 'owner-key' }, '2');
	expect(holder).toMatchObject({ bib: '2', name: 'Runner 2', id: expect.any(String) });
	expect(await holderOf({ kind: 'owner-key' }, '3')).toBeNull();
});

test('nobody else learns whether a bib is taken', async () => {
	expect(await holderOf({ kind: 'public' }, '2')).toBeNull();
});
