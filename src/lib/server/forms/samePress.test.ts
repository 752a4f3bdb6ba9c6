import { beforeEach, expect, test } from 'vitest';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { oncePerPress } from './samePress.ts';

const ORGANISER = { kind: 'account', userId: 'one', roles: [] } satisfies Caller;
let nowMs: number;
let app: App;
let done: string[];

beforeEach(() => {
	nowMs = Date.UTC(2026, 5, 10, 7);
	app = { now: () => nowMs, state: new Map() } as unknown as App;
	done = [];
});

interface Press {
	caller?: Caller;
	body?: string;
	path?: string;
	type?: string;
	status?: number;
	answer?: string;
}

/** Answers what the visitor gets; `done` holds what was done on the server. */
async function press({
	caller = ORGANISER,
	body = 'race=5k',
	path = '/organise/run?/start',
	type = 'application/x-www-form-urlencoded',
	status = 200,
	answer
}: Press = {}): Promise<string> {
	const request = new Request(`https://run.example.org${path}`, {
		method: 'POST',
		headers: { 'Content-Type': type },
		body
	});
	const response = await oncePerPress(app, { caller, request }, async () => {
		done.push(body);
		return new Response(answer ?? `act ${done.length}`, { status });
	});
	return response.text();
}

test('two presses of one button at once are one act, and both are told what came of it', async () => {
	expect(await Promise.all([press(), press(), press()])).toEqual(['act 1', 'act 1', 'act 1']);
	expect(done).toHaveLength(1);
});

test('the same form without a name is an act of its own after two seconds, or after another act', async () => {
	await press();
	nowMs += 2_000;
	expect(await press()).toBe('act 2');
	await press({ body: 'race=10k' });
	expect(await press()).toBe('act 4');
});

test('a press that bears a name is done once within ten minutes, whatever came in between', async () => {
	await press({ body: 'race=5k&press=abc' });
	await press({ body: 'race=10k&press=def' });
	nowMs += 599_999;
	expect(await press({ body: 'race=5k&press=abc' })).toBe('act 1');
	nowMs += 1;
	expect(await press({ body: 'race=5k&press=abc' })).toBe('act 3');
});

test('others, other pages and other values are other acts', async () => {
	await Promise.all([
		press(),
		press({ caller: { ...ORGANISER, userId: 'two' } }),
		press({ path: '/organise/other?/start' }),
		press({ body: 'race=10k' })
	]);
	expect(done).toHaveLength(4);
});

test('what failed on the server, and a long page, are done again when pressed again', async () => {
	await press({ status: 503 });
	expect(await press()).toBe('act 2');
	await press({ body: 'long', answer: 'x'.repeat(200_001) });
	await press({ body: 'long' });
	expect(done.filter((body) => body === 'long')).toHaveLength(2);
});

test('visitors without an account, and files, are passed on as they come', async () => {
	await Promise.all([press({ caller: { kind: 'public' } }), press({ caller: { kind: 'public' } })]);
	await Promise.all([press({ type: 'text/plain' }), press({ type: 'text/plain' })]);
	expect(done).toHaveLength(4);
});

test('the acts of an account that presses on and on do not pile up', async () => {
	for (let n = 0; n < 9; n++) await press({ body: `n=${n}&press=${n}` });
	expect(await press({ body: 'n=8&press=8' })).toBe('act 9');
	expect(await press({ body: 'n=0&press=0' })).toBe('act 10');
});
