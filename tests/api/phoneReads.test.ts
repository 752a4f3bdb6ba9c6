/** Reads that a phone hands over by hand, by the services that the organisers' page calls. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Paired } from '#lib/schemas/pairing.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { importPhoneReads, previewPhoneReads } from '#lib/server/passings/phoneReads.ts';
import { aPassing } from '../support/passings.ts';
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
	api.setNow(GUN_MS);
	race = raceOn(api);
	await race.putEvent();
	await race.register([{ bib: '1' }, { bib: '2' }]);
	phone = await race.pair({ checkpoint: 'finish' });
});
afterEach(() => api.setNow(null));
afterAll(() => api.close());

const reads = () => [
	aPassing({ bib: '1', at: after(clock('20:00')) }),
	aPassing({ bib: '2', at: after(clock('21:00')) })
];
const handed = (items: unknown[], part: object = {}) =>
	JSON.stringify({
		format: 'awareness-run-reads',
		version: 1,
		event: 'run',
		device: phone.device,
		madeAt: after(clock('40:00')),
		items,
		...part
	});
const preview = async (text: string) => {
	const answer = await previewPhoneReads(api.app, OWNER, { event: 'run', text });
	return answer.ok ? answer.value : answer;
};
const take = async (text: string) => {
	const answer = await importPhoneReads(api.app, OWNER, { event: 'run', text });
	return answer.ok ? answer.value : answer;
};
const times = async () =>
	Object.fromEntries((await race.results()).items.map(({ bib, gunTime }) => [bib, gunTime]));

test('count as if the phone had sent them, also twice, and also when it sends them afterwards', async () => {
	const items = reads();
	const text = handed(items);
	expect(await take(text)).toEqual({ ok: true, value: { stored: 2, duplicate: 0, rejected: 0 } });
	expect(await times()).toEqual({ 1: '0:20:00', 2: '0:21:00' });
	expect(await take(text)).toEqual({ ok: true, value: { stored: 0, duplicate: 2, rejected: 0 } });
	const sent = await race.organise<{ items: { status: string }[] }>('/passings', {
		key: phone.token,
		json: { device: phone.device, items }
	});
	expect(sent.body.items.map(({ status }) => status)).toEqual(['duplicate', 'duplicate']);
});

test('are looked at before anything is stored: new, here already, and what cannot be taken', async () => {
	const [one, two] = reads();
	await take(handed([one]));
	const broken = { ...two, id: 'no-id' };
	const elsewhere = aPassing({ bib: '1', checkpoint: 'km-99', at: after(clock('9:00')) });
	expect(await preview(handed([one, two, broken, elsewhere]))).toMatchObject({
		ok: true,
		value: {
			device: phone.device,
			places: [{ checkpoint: 'finish', fresh: 1, stored: 1 }],
			faults: [
				{ position: 3, reason: 'malformed' },
				{ position: 4, reason: 'checkpoint-unknown', checkpoint: 'km-99' }
			]
		}
	});
	expect(await times()).toEqual({ 1: '0:20:00', 2: null });
});

test('of a place where the phone did not stand wait for an organiser, as if it had sent them', async () => {
	await take(handed([aPassing({ bib: '1', checkpoint: 'km-2-5', at: after(clock('9:00')) })]));
	const { rows } = await api.app.database.pool.query('select assigned from passing');
	expect(rows).toEqual([{ assigned: false }]);
});

test('of another event, of an unknown phone, or not of a phone at all are refused with the reason', async () => {
	expect(await take(handed([], { event: 'other' }))).toEqual({
		ok: false,
		error: { fault: 'other-event', event: 'other' }
	});
	expect(await take(handed([], { device: 'nobody-a' }))).toEqual({
		ok: false,
		error: { fault: 'device-unknown', device: 'nobody-a' }
	});
	expect(await take('{"half": ')).toMatchObject({ ok: false, error: { fault: 'damaged' } });
	expect(await take('{"format": "something"}')).toMatchObject({
		ok: false,
		error: { fault: 'damaged' }
	});
});

test('are taken over by organisers only, and each time is in the audit', async () => {
	const stranger: Caller = { kind: 'runner', participantId: '00000000-0000-4000-8000-000000000000' };
	const refused = await importPhoneReads(api.app, stranger, { event: 'run', text: handed(reads()) });
	expect(refused).toMatchObject({ ok: false, error: { reason: 'forbidden' } });
	await take(handed(reads()));
	const { rows } = await api.app.database.pool.query(
		`select actor, subject, details from audit_entry where action = 'phone-reads-imported'`
	);
	expect(rows).toEqual([
		{ actor: 'owner-key', subject: phone.device, details: { stored: 2, duplicate: 0, rejected: 0 } }
	]);
});
