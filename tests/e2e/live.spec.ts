/** The live page when there is no room for its stream: it goes on by itself, and nobody sees an error. */
import { expect, test } from '@playwright/test';
import { finishOf, makeRace, upload } from '../support/raceTraffic.ts';
import { serverOfFile } from './serverOfFile.ts';

const gunMs = Date.now() - 3_600_000;
const server = serverOfFile({ env: { LIVE_STREAMS_PER_ADDRESS: '1' } });

test.beforeAll(async () => {
	await makeRace(server.url, { slug: 'crowd', runners: 3, gunMs });
});

const finish = (bib: number) =>
	upload(server.url, 'crowd', 'finish', [finishOf({ bib, seq: bib, atMs: gunMs + 900_000 + bib * 1000 })]);

test('a page that finds no room for a stream asks every 30 s, and follows once there is room', async ({
	page
}) => {
	const stranger = new AbortController();
	const taken = await fetch(`${server.url}/api/v1/events/crowd/races/5k/live`, { signal: stranger.signal });
	expect(taken.status).toBe(200);
	const faults: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error') faults.push(message.text());
	});
	page.on('pageerror', (error) => faults.push(error.message));
	await page.clock.install();
	await page.goto(`${server.url}/e/crowd/live`);
	const status = page.getByRole('status');
	await expect(status).toHaveText('Updated every 30 seconds');

	expect(await finish(1)).toHaveLength(1);
	await expect(async () => {
		await page.clock.runFor(30_000);
		await expect(page.getByRole('row').filter({ hasText: 'Runner 1' })).toBeVisible({ timeout: 1000 });
	}).toPass();
	await expect(status).toHaveText('Updated every 30 seconds');

	stranger.abort();
	await expect(async () => {
		await page.clock.runFor(30_000);
		await expect(status).toHaveText('Live', { timeout: 1000 });
	}).toPass();
	expect(await finish(2)).toHaveLength(1);
	await expect(page.getByRole('row').filter({ hasText: 'Runner 2' })).toBeVisible();
	expect(faults).toEqual([]);
});
