import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Anomaly, ExplanationAnswer } from '#lib/schemas/explanation.ts';
import { hashSecret, newSecret } from '#lib/server/secret.ts';
import { insertLink } from '#lib/server/registration/store/runnerLinks.ts';
import { after, clock, raceOn } from '../support/race.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let race: ReturnType<typeof raceOn>;

beforeAll(async () => {
	api = await startApi();
});
beforeEach(async () => {
	await api.reset();
	race = raceOn(api);
	await race.putEvent();
	await race.register([{ bib: '7', name: 'Ana' }, { bib: '8' }]);
});
afterAll(() => api.close());

/** The secret of the link that a runner gets by mail. */
async function linkOf(bib: string): Promise<string> {
	const { prisma } = api.app.database;
	const { participantId } = await prisma.bib.findFirstOrThrow({ where: { number: bib } });
	const secret = newSecret();
	await insertLink(prisma, { hash: hashSecret(secret), participantId: participantId ?? '' });
	return secret;
}
const explain = (bib: string, { key = api.ownerKey, query = '', headers = {} } = {}) =>
	race.call<ExplanationAnswer & { reason?: string }>(
		`/events/run/races/5k/results/${bib}/explanation${query}`,
		{
			key,
			headers
		}
	);

describe('GET /events/{slug}/races/{race}/results/{bib}/explanation', () => {
	test('tells every passing with its status and reason, and every ruling, also one taken back', async () => {
		await race.finish({ 7: '24:31', 8: '20:00' });
		await race.send([
			{ bib: '7', at: after(clock('24:40')) },
			{ bib: '7', checkpoint: 'km-2-5', at: after(clock('4:00')) }
		]);
		const { id } = await race.rule({
			race: '5k',
			bib: '7',
			type: 'penalty',
			valueMs: 60_000,
			why: 'cut a corner'
		});
		await race.organise(`/rulings/${id}`, { method: 'DELETE' });
		const { body } = await explain('7');
		expect(body.result).toMatchObject({ place: 2, name: 'Ana', gunTime: '0:24:31' });
		expect(body.gunStart).toBe('2018-06-10T10:00:00.000+03:00');
		expect(body.passings.map(({ status, at }) => [status, at])).toEqual([
			['too-early', '2018-06-10T10:04:00.000+03:00'],
			['counted', '2018-06-10T10:24:31.000+03:00'],
			['duplicate', '2018-06-10T10:24:40.000+03:00']
		]);
		expect(body.passings[2]?.reason).toBe('Less than 0:01:00.000 after the read that counts.');
		expect(body.rulings.map(({ type, inForce, why, by }) => [type, inForce, why, by])).toEqual([
			['wave-start', true, 'gun start in the event document', 'owner-key'],
			['penalty', false, 'cut a corner', 'owner-key'],
			['revoke', true, '', 'owner-key']
		]);
	});

	test('in three languages, by query or Accept-Language', async () => {
		await race.finish({ 7: '24:31' });
		const reason = async (how: object) => (await explain('7', how)).body.passings[0]?.reason;
		const texts = await Promise.all([
			reason({}),
			reason({ query: '?lang=ro' }),
			reason({ headers: { 'Accept-Language': 'ru-RU,ru;q=0.9,en;q=0.5' } })
		]);
		expect(new Set(texts).size).toBe(3);
		expect(texts[2]).toMatch(/[а-я]/);
	});

	test('the runner reads the own one by the own link, and nobody else’s, and is not told who ruled', async () => {
		await race.finish({ 7: '24:31' });
		await race.rule({ race: '5k', bib: '7', type: 'dq', why: 'cut the course' });
		const key = await linkOf('7');
		const own = await explain('7', { key });
		expect(own.body.result.status).toBe('dq');
		expect(own.body.rulings.every(({ by }) => by === null)).toBe(true);
		for (const bib of ['8', '999']) {
			const other = await explain(bib, { key });
			expect([other.status, other.body.reason]).toEqual([403, 'forbidden']);
		}
	});

	test('the runner’s link opens nothing of the organisers', async () => {
		const key = await linkOf('7');
		const refusals = await Promise.all(
			['/participants', '/rulings', '/devices', '/races/5k/anomalies'].map((path) =>
				race.call(`/events/run${path}`, { key })
			)
		);
		expect(refusals.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
		const sent = await race.call('/events/run/passings', { key, json: { device: 'x', items: [] } });
		expect(sent.status).toBe(403);
	});

	test('the public and phones are refused, an unknown bib is a 404 for organisers', async () => {
		const answer = await race.call('/events/run/races/5k/results/7/explanation');
		expect(answer.status).toBe(401);
		const unknown = await explain('99');
		expect([unknown.status, unknown.body.reason]).toEqual([404, 'participant-unknown']);
	});
});

describe('GET /events/{slug}/races/{race}/anomalies', () => {
	test('lists what to look at, with bibs and words', async () => {
		await race.finish({ 7: '24:31', 555: '25:00' });
		await race.rule({ race: '5k', bib: '8', type: 'dns' });
		await race.finish({ 8: '26:00' });
		const { body } = await race.organise<{ items: Anomaly[] }>('/races/5k/anomalies');
		const found = body.items.map(({ check, bibs }) => `${check}:${bibs.join()}`);
		expect(found).toContain('seen-after-ruling:8');
		expect(found.some((check) => check.startsWith('unknown-bib'))).toBe(true);
		expect(body.items.find(({ check }) => check === 'unknown-bib')?.text).toContain('555');
		const russian = await race.organise<{ items: Anomaly[] }>('/races/5k/anomalies?lang=ru');
		expect(russian.body.items[0]?.text).toMatch(/[а-я]/);
	});
});
