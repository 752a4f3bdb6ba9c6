/** Lists of participants sent to the server, against the same rows copied inside its database, with their indexes. */
import type pg from 'pg';
import type { BuiltServer } from '../support/builtServer.ts';
import { json, makeRace } from '../support/raceTraffic.ts';
import { printLine } from './figures.ts';
import { onPostgres } from './onPostgres.ts';

const ROWS_OF_JSON = 5000;
const ROWS_OF_CSV = 30_000;

interface List {
	slug: string;
	what: string;
	type: string;
	body: string;
}

export const benchImports = (): Promise<void> =>
	onPostgres(async (server, pool) => {
		const lists: List[] = [
			{ slug: 'json', what: '5,000 as JSON, aim 10,000 ms', type: 'application/json', body: asJson() },
			{ slug: 'csv', what: '30,000 as CSV, aim 20,000 ms', type: 'text/csv', body: asCsv() }
		];
		for (const list of lists)
			printLine({
				what: list.what,
				ours: await send(server, list),
				limit: await copyInside(pool, list.slug),
				against: 'the same rows copied in the database',
				unit: 'ms'
			});
	});

/** Milliseconds from the list to the answer about each row. @throws Error unless each was created */
async function send(server: BuiltServer, { slug, type, body }: List): Promise<number> {
	await makeRace(server.url, { slug, runners: 0, gunMs: Date.now() });
	const begun = performance.now();
	const answer = await fetch(`${server.url}/api/v1/events/${slug}/participants`, {
		method: 'POST',
		headers: { ...json, 'Content-Type': type },
		body
	});
	const { items } = (await answer.json()) as { items: { status: string }[] };
	const tookMs = performance.now() - begun;
	if (items.some(({ status }) => status !== 'created')) throw new Error(`${slug}: not all were created`);
	return tookMs;
}

/** Milliseconds. */
async function copyInside(pool: pg.Pool, slug: string): Promise<number> {
	for (const table of ['participant', 'bib']) {
		await pool.query(`drop table if exists copied_${table}`);
		await pool.query(`create table copied_${table} (like ${table} including all)`);
	}
	const begun = performance.now();
	for (const table of ['participant', 'bib'])
		await pool.query(
			`insert into copied_${table} select ${table}.* from ${table} join event on event.id = event_id where slug = $1`,
			[slug]
		);
	return performance.now() - begun;
}

const asJson = (): string =>
	JSON.stringify({
		items: Array.from({ length: ROWS_OF_JSON }, (_, index) => ({
			bib: String(index + 1),
			name: `Runner ${index}`,
			age: 30
		}))
	});

const asCsv = (): string =>
	[
		'bib,name,sex,age',
		...Array.from(
			{ length: ROWS_OF_CSV },
			(_, index) => `${index + 1},Runner ${index},${index % 2 ? 'F' : 'M'},${20 + (index % 50)}`
		)
	].join('\n');
