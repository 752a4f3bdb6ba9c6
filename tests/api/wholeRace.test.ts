/** A whole race by the API alone, as another program would run it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PassingAnswer } from '#lib/schemas/passing.ts';
import type { ResultsPage } from '#lib/schemas/results.ts';
import { after, raceOn } from '../support/race.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;

beforeAll(async () => {
	api = await startApi();
});
afterAll(() => api.close());

const RUNNERS = 5000;
/** Bib n crosses half way after 12 minutes and the finish after 20 minutes, a quarter of a second apart. */
const finishMs = (bib: number): number => 1_200_000 + bib * 250;
const passingsOf = (bib: number) => [
	{ checkpoint: 'km-2-5', ms: 720_000 + bib * 120 },
	{ checkpoint: 'finish', ms: finishMs(bib) }
];

test(
	'event, 5,000 participants in one request, 10,000 passings by four devices, results',
	{ timeout: 120_000 },
	async () => {
		const race = raceOn(api);
		await race.putEvent();
		const items = Array.from({ length: RUNNERS }, (_, index) => ({
			race: '5k',
			wave: 'all',
			bib: String(index + 1),
			name: `Runner ${index + 1}`,
			sex: index % 2 ? 'F' : 'M',
			age: 18 + (index % 22),
			visibility: 'name'
		}));
		const registered = await race.organise<{ items: { status: string }[] }>('/participants', {
			json: { items }
		});
		expect(registered.status).toBe(200);
		expect(registered.body.items.every(({ status }) => status === 'created')).toBe(true);

		const passings = Array.from({ length: RUNNERS }, (_, index) => index + 1)
			.flatMap((bib) => passingsOf(bib).map((passing) => ({ ...passing, bib: String(bib) })))
			// Phones send late and out of order.
			.sort((a, b) => ((a.ms * 7919) % 10_007) - ((b.ms * 7919) % 10_007))
			.map(({ ms, ...passing }, seq) => ({ id: randomUUID(), seq, kind: 'scan', at: after(ms), ...passing }));
		const batches = Array.from({ length: 20 }, (_, n) => passings.slice(n * 500, (n + 1) * 500));
		const answers = await Promise.all(
			batches.map((batch, n) =>
				race.organise<{ items: PassingAnswer[] }>('/passings', {
					json: { device: `phone-${n % 4}`, items: batch }
				})
			)
		);
		expect(answers.flatMap(({ body }) => body.items).every(({ status }) => status === 'stored')).toBe(true);

		const pages = await Promise.all([1, 2, 3].map((page) => race.results(`?page=${page}&pageSize=2000`)));
		const rows = pages.flatMap((page) => page.items);
		expect(pages[0]?.total).toBe(RUNNERS);
		expect(rows.map(({ bib, place }) => `${place}:${bib}`)).toEqual(
			Array.from({ length: RUNNERS }, (_, index) => `${index + 1}:${index + 1}`)
		);
		expect(rows[0]).toMatchObject({
			gunTimeMs: 1_200_250,
			gunTime: '0:20:01',
			sexPlace: 1,
			splits: [{ gunTime: '0:12:01' }]
		});

		// One more: the running race answers with it at once, and the sender of a repeat learns that it is known.
		const late = {
			id: randomUUID(),
			seq: 1,
			kind: 'scan',
			checkpoint: 'finish',
			bib: '9999',
			at: after(1_200_000)
		};
		await race.register([{ bib: '9999' }]);
		for (const status of ['stored', 'duplicate']) {
			const answer = await race.organise<{ items: PassingAnswer[] }>('/passings', {
				json: { device: 'phone-0', items: [late] }
			});
			expect(answer.body.items[0]?.status).toBe(status);
		}
		const first = (await race.call<ResultsPage>('/events/run/races/5k/results?pageSize=1')).body.items[0];
		expect(first).toMatchObject({ bib: '9999', place: 1 });
	}
);
