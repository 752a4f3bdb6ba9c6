import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Caller } from '#lib/server/access/caller.ts';
import { startWave, waveGun } from '#lib/server/rulings/startWave.ts';
import { GUN_MS, raceOn, startedEvent } from '../support/race.ts';
import { startApi, type TestApi } from '../support/server.ts';

const OWNER: Caller = { kind: 'owner-key' };
const WAVE = { event: 'run', race: '5k', wave: 'all' };
const DAY = 86_400_000;
let api: TestApi;

beforeAll(async () => {
	api = await startApi();
});
beforeEach(async () => {
	await api.reset();
	api.setNow(GUN_MS);
	await raceOn(api).putEvent(startedEvent(null));
});
afterEach(() => api.setNow(null));
afterAll(() => api.close());

const press = async (pressedMs: number, confirmed = false) => {
	const start = await startWave(api.app, OWNER, { ...WAVE, pressedMs, confirmed });
	return start.ok ? start.value : start.error.reason;
};
const gun = async () => {
	const found = await waveGun(api.app, OWNER, WAVE);
	return found.ok ? found.value.gunMs : found.error.reason;
};

test('on the day the first press is the gun', async () => {
	expect(await press(GUN_MS)).toMatchObject({ kind: 'started', gunMs: GUN_MS });
	expect(await gun()).toBe(GUN_MS);
});

test('on another day nothing starts before somebody has confirmed it, and then from the first press on', async () => {
	expect(await press(GUN_MS - DAY)).toEqual({ kind: 'asked' });
	expect(await gun()).toBeNull();
	expect(await press(GUN_MS - DAY, true)).toMatchObject({ kind: 'started', gunMs: GUN_MS - DAY });
});

test('a second press moves nothing, is asked nothing, and hears when the race was started', async () => {
	await press(GUN_MS);
	expect(await press(GUN_MS + 60_000)).toEqual({ kind: 'running', gunMs: GUN_MS });
	expect(await press(GUN_MS + 3 * DAY)).toEqual({ kind: 'running', gunMs: GUN_MS });
	expect(await gun()).toBe(GUN_MS);
});

test('of two presses at once one is the gun, and both are told the same', async () => {
	const both = await Promise.all([press(GUN_MS), press(GUN_MS + 39)]);
	const told = both.map((start) =>
		typeof start === 'string' || start.kind === 'asked' ? null : start.gunMs
	);
	expect(both.map((start) => (typeof start === 'string' ? start : start.kind)).sort()).toEqual([
		'running',
		'started'
	]);
	expect(new Set(told)).toEqual(new Set([await gun()]));
});

test('a wave or race that the event does not have is refused', async () => {
	const start = { pressedMs: GUN_MS, confirmed: true };
	const race = await startWave(api.app, OWNER, { ...WAVE, race: 'moon', ...start });
	const wave = await startWave(api.app, OWNER, { ...WAVE, wave: 'moon', ...start });
	expect([race.ok, wave.ok]).toEqual([false, false]);
});
