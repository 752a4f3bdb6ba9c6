import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { PassingAnswer } from '#lib/schemas/passing.ts';
import type { ParticipantsAnswer } from '#lib/schemas/participant.ts';
import type { ResultRow } from '#lib/schemas/results.ts';
import { apiOfFile } from '../support/apiOfFile.ts';
import { anEvent, aRace } from '../support/eventDocuments.ts';

/** A run by the API alone: PUT the event, POST the participants, POST the passings, GET the results. */
const { api, call } = apiOfFile();

const GUN_MS = Date.parse('2018-06-10T10:00:00.000+03:00');
const FIRST_FINISH_MS = 900_000;
/** Bib n finishes n − 1 times 250 ms after the winner, whose time is 15:00.001. */
const finishMs = (bib: number): number => FIRST_FINISH_MS + 1 + (bib - 1) * 250;

async function putStartedEvent(): Promise<void> {
	const waves = [{ slug: 'all', gunStart: new Date(GUN_MS).toISOString() }];
	const put = await call('/events/run', {
		method: 'PUT',
		key: api.ownerKey,
		json: anEvent({ races: [aRace({ waves })] })
	});
	expect(put.status).toBe(200);
}

async function sendFinishes(runners: number): Promise<void> {
	for (let from = 1; from <= runners; from += 2000) {
		const items = Array.from({ length: Math.min(2000, runners - from + 1) }, (_, i) => ({
			id: randomUUID(),
			checkpoint: 'finish',
			kind: 'scan',
			bib: String(from + i),
			at: new Date(GUN_MS + finishMs(from + i)).toISOString()
		}));
		const answer = await call<{ items: PassingAnswer[] }>('/events/run/passings', {
			key: api.ownerKey,
			json: { device: 'finish-a', items }
		});
		expect(new Set(answer.body.items.map(({ status }) => status))).toEqual(new Set(['stored']));
	}
}

const readResults = async (query: string) =>
	(
		await call<{ items: ResultRow[]; total: number }>(`/events/run/races/5k/results${query}`, {
			key: api.ownerKey
		})
	).body;

function statusesOf({ body }: { body: ParticipantsAnswer }): Set<string> {
	return new Set(body.items.map(({ status }) => status));
}

test('5,000 participants in one JSON request, their passings, their results', async () => {
	await putStartedEvent();
	const items = Array.from({ length: 5000 }, (_, i) => ({
		race: '5k',
		bib: String(i + 1),
		name: `Runner ${i}`
	}));
	const made = await call<ParticipantsAnswer>('/events/run/participants', {
		key: api.ownerKey,
		json: { items }
	});
	expect(statusesOf(made)).toEqual(new Set(['created']));
	await sendFinishes(5000);
	const { items: first, total } = await readResults('?pageSize=2000');
	expect(total).toBe(5000);
	// 15:00.001 is rounded up to the next second.
	expect(first[0]).toMatchObject({ place: 1, bib: '1', gunTimeMs: 900_001, gunTime: '0:15:01' });
	expect(first.map(({ place, gunTimeMs }) => [place, gunTimeMs])).toEqual(
		first.map((_, i) => [i + 1, finishMs(i + 1)])
	);
});

test('30,000 participants in one CSV request, their passings, their results', async () => {
	await putStartedEvent();
	const rows = Array.from({ length: 30_000 }, (_, i) => `${i + 1},Runner ${i},${i % 2 ? 'F' : 'M'}`);
	const made = await call<ParticipantsAnswer>('/events/run/participants', {
		key: api.ownerKey,
		raw: `bib,name,sex\n${rows.join('\n')}\n`,
		headers: { 'Content-Type': 'text/csv' }
	});
	expect(statusesOf(made)).toEqual(new Set(['created']));
	await sendFinishes(30_000);
	const { items: last, total } = await readResults('?pageSize=2000&page=15');
	expect(total).toBe(30_000);
	expect(last.at(-1)).toMatchObject({ place: 30_000, bib: '30000', sexPlace: 15_000 });
});
