import { afterAll, beforeAll, expect, test } from 'vitest';
import { announce } from '#lib/server/live/announce.ts';
import { endNewsStreams, MOST_STREAMS, newsStream } from '#lib/server/live/newsStream.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

let fixture: TestApp;
beforeAll(async () => {
	fixture = await testApp({ nowMs: 0 });
});
afterAll(() => fixture.close());

const opened = (eventId: string) => {
	const stream = newsStream(fixture.app, eventId);
	if (!stream) throw new Error('no room');
	return stream.getReader();
};
type Reader = ReturnType<typeof opened>;

/** The next news, without the comments that keep the connection. */
async function heard(reader: Reader): Promise<unknown> {
	for (;;) {
		const { value, done } = await reader.read();
		if (done) return 'ended';
		if (value.startsWith('data:')) return JSON.parse(value.slice('data:'.length));
	}
}

test('a burst is one message that names each kind once, and the news of another event is none', async () => {
	const [here, there] = [opened('here'), opened('there')];
	for (const kind of ['passings', 'rulings', 'passings'] as const)
		announce(fixture.app, { eventId: 'here', kind });
	expect(await heard(here)).toEqual(expect.arrayContaining(['passings', 'rulings']));
	announce(fixture.app, { eventId: 'there', kind: 'devices' });
	expect(await heard(there)).toEqual(['devices']);
	await Promise.all([here.cancel(), there.cancel()]);
});

test('news that nobody takes gathers into one message, which comes as soon as it is taken', async () => {
	const [slow, quick] = [opened('here'), opened('here')];
	// `slow` does not read meanwhile, not even how soon to come back.
	for (const kind of ['passings', 'rulings', 'devices'] as const) {
		announce(fixture.app, { eventId: 'here', kind });
		expect(await heard(quick)).toEqual([kind]);
	}
	expect(await heard(slow)).toEqual(['passings', 'rulings', 'devices']);
	announce(fixture.app, { eventId: 'here', kind: 'event' });
	expect(await heard(slow)).toEqual(['event']);
	await Promise.all([slow.cancel(), quick.cancel()]);
});

test('streams are bounded, one that is left makes room, and the end of the process ends them all', async () => {
	const readers = Array.from({ length: MOST_STREAMS }, () => opened('here'));
	expect(newsStream(fixture.app, 'here')).toBeNull();
	await readers.pop()?.cancel();
	readers.push(opened('here'));
	endNewsStreams(fixture.app);
	expect(new Set(await Promise.all(readers.map(heard)))).toEqual(new Set(['ended']));
	await opened('here').cancel();
});
