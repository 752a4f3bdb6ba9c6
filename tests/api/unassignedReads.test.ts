/** Reads made where the phone was not assigned, by the services that the organisers' page of phones calls. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Paired } from '#lib/schemas/pairing.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { revokeRulings } from '#lib/server/rulings/rulings.ts';
import { acceptUnassignedReads, listUnassignedReads } from '#lib/server/passings/unassignedReads.ts';
import { aPassing } from '../support/passings.ts';
import { after, clock, GUN_MS, raceOn } from '../support/race.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let race: ReturnType<typeof raceOn>;
let phone: Paired;
const OWNER: Caller = { kind: 'owner-key' };
const PLACE = { event: 'run', device: 'km-2-5-a', checkpoint: 'finish' };

beforeAll(async () => {
	api = await startApi();
});
beforeEach(async () => {
	await api.reset();
	api.setNow(GUN_MS);
	race = raceOn(api);
	await race.putEvent();
	await race.register([{ bib: '1' }, { bib: '2' }]);
	phone = await race.pair({ checkpoint: 'km-2-5' });
	// Sent by hand from the split to the finish, before the organiser told the server.
	await race.organise('/passings', {
		key: phone.token,
		json: {
			device: phone.device,
			items: [
				aPassing({ bib: '1', at: after(clock('20:00')) }),
				aPassing({ bib: '2', at: after(clock('21:00')) }),
				aPassing({ bib: '1', checkpoint: 'km-2-5', at: after(clock('9:00')) })
			]
		}
	});
});
afterEach(() => api.setNow(null));
afterAll(() => api.close());

const waiting = async () => {
	const listed = await listUnassignedReads(api.app, OWNER, { event: 'run' });
	return listed.ok ? listed.value : listed;
};
const accept = async () => {
	const accepted = await acceptUnassignedReads(api.app, OWNER, { ...PLACE, why: 'was sent there' });
	return accepted.ok ? accepted.value : [];
};
const times = async () =>
	Object.fromEntries((await race.results()).items.map(({ bib, gunTime }) => [bib, gunTime]));

test('are listed by phone and checkpoint with their number and times, and do not count', async () => {
	expect(await waiting()).toEqual([
		{
			device: 'km-2-5-a',
			checkpoint: 'finish',
			reason: 'unassigned',
			count: 2,
			firstMs: GUN_MS + clock('20:00'),
			lastMs: GUN_MS + clock('21:00')
		}
	]);
	expect(await times()).toEqual({ 1: null, 2: null });
});

test('count once they are accepted, all of one place at once, and a second time there is nothing to accept', async () => {
	expect(await accept()).toHaveLength(2);
	expect(await times()).toEqual({ 1: '0:20:00', 2: '0:21:00' });
	expect(await waiting()).toEqual([]);
	expect(await accept()).toEqual([]);
});

test('wait again when the acceptance is undone, which changes nothing a second time', async () => {
	const ids = await accept();
	const undo = () => revokeRulings(api.app, OWNER, { event: 'run', ids, why: 'pressed too soon' });
	expect(await undo()).toMatchObject({ ok: true, value: { length: 2 } });
	expect(await times()).toEqual({ 1: null, 2: null });
	expect(await waiting()).toMatchObject([{ count: 2 }]);
	expect(await undo()).toEqual({ ok: true, value: [] });
});

test('a voided one is not waiting', async () => {
	const passings = await api.app.database.pool.query(`select id from passing where not assigned`);
	await race.rule({ type: 'void', passingId: passings.rows[0]?.id });
	expect(await waiting()).toMatchObject([{ count: 1 }]);
	expect(await accept()).toHaveLength(1);
});

test('are for organisers of the event', async () => {
	const device: Caller = {
		kind: 'device',
		deviceId: '00000000-0000-4000-8000-000000000000',
		deviceName: 'km-2-5-a',
		event: { id: '00000000-0000-4000-8000-000000000001', slug: 'run' },
		revokedMs: null
	};
	expect(await listUnassignedReads(api.app, device, { event: 'run' })).toMatchObject({
		ok: false,
		error: { reason: 'forbidden' }
	});
	expect(await acceptUnassignedReads(api.app, device, { ...PLACE, why: '' })).toMatchObject({
		ok: false,
		error: { reason: 'forbidden' }
	});
});
