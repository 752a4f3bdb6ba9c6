/** Reads out of another system's file, by the service that the organisers' page calls. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Caller } from '#lib/server/access/caller.ts';
import { importReads, previewReadsText } from '#lib/server/passings/importReads.ts';
import { raceOn } from '../support/race.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let race: ReturnType<typeof raceOn>;
const OWNER: Caller = { kind: 'owner-key' };

beforeAll(async () => {
	api = await startApi();
});
beforeEach(async () => {
	await api.reset();
	race = raceOn(api);
	await race.putEvent();
	await race.register([{ bib: '1' }, { bib: '2' }]);
});
afterAll(() => api.close());

const request = (text: string) => ({ event: 'run', race: '5k', checkpoint: 'finish', text });

async function imported(text: string) {
	const answer = await importReads(api.app, OWNER, request(text));
	if (!answer.ok || !answer.value.ok) throw new Error(JSON.stringify(answer));
	return answer.value.value;
}

const times = async () =>
	Object.fromEntries((await race.results()).items.map(({ bib, gunTime }) => [bib, gunTime]));

test('rows become finishes, and the same file a second time adds nothing', async () => {
	const file = '1\t20:00\n2\t21:30\n';
	expect(await imported(file)).toEqual({ stored: 2, duplicate: 0, rejected: 0 });
	expect(await imported(file)).toEqual({ stored: 0, duplicate: 2, rejected: 0 });
	expect(await times()).toEqual({ 1: '0:20:00', 2: '0:21:30' });
});

test('rows that cannot be stored are counted, and the others are stored', async () => {
	const endless = 'A'.repeat(101);
	const file = `chip,time\n${endless},0:20:00\nB700,0:21:00\n`;
	expect(await imported(file)).toEqual({ stored: 1, duplicate: 0, rejected: 1 });
});

test('the preview stores nothing, and says of each row whether it is known and stored already', async () => {
	await imported('1\t20:00\n');
	const previewed = await previewReadsText(
		api.app,
		OWNER,
		request('1\t20:00\n2\t21:30\n77\t22:00\nx\tsoon\n')
	);
	if (!previewed.ok || !previewed.value.ok) throw new Error(JSON.stringify(previewed));
	const { reads, faults } = previewed.value.value;
	expect(reads.map(({ bib, known, stored }) => [bib, known, stored])).toEqual([
		['1', true, true],
		['2', true, false],
		['77', false, false]
	]);
	expect(faults).toMatchObject([{ line: 4, value: 'soon' }]);
	expect(await times()).toEqual({ 1: '0:20:00', 2: null });
});

test('a text without rows and one with a quote left open are told apart', async () => {
	const fault = async (text: string) => {
		const answer = await importReads(api.app, OWNER, request(text));
		return answer.ok && !answer.value.ok ? answer.value.error.fault : null;
	};
	expect(await fault(' \n')).toBe('empty');
	expect(await fault('bib,time\n"1,20:00')).toBe('unreadable');
});

test('only organisers of the event import', async () => {
	const refused = await importReads(api.app, { kind: 'public' }, request('1\t20:00\n'));
	expect(refused).toMatchObject({ ok: false, error: { reason: 'not-signed-in' } });
	const another: Caller = {
		kind: 'key',
		name: 'other',
		role: 'organiser',
		event: { id: 'another', slug: 'another' }
	};
	const foreign = await importReads(api.app, another, request('1\t20:00\n'));
	expect(foreign).toMatchObject({ ok: false, error: { reason: 'forbidden' } });
	expect(await times()).toEqual({ 1: null, 2: null });
});
