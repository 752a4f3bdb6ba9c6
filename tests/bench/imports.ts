/** Lists of participants sent to the server, against the same rows copied inside its database, with their indexes. */
import pg from 'pg';
import { startBuiltServer } from '../support/builtServer.ts';
import { startRealPostgres } from '../support/realPostgres.ts';
import { json, makeRace } from '../support/raceTraffic.ts';
import { printLine } from './figures.ts';

const ROWS_OF_JSON = 5000;
const ROWS_OF_CSV = 30_000;

export async function benchImports(): Promise<void> {
	const postgres = await startRealPostgres();
	await postgres.createDatabase('imports');
	const databaseUrl = `${postgres.url}/imports`;
	const server = await startBuiltServer({ data: 'empty', env: { DEMO: 'off', DATABASE_URL: databaseUrl } });
	const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
	try {
		const send = async (slug: string, type: string, body: string): Promise<number> => {
			await makeRace(server.url, { slug, runners: 0, gunMs: Date.now() });
			const begun = performance.now();
			const answer = await fetch(`${server.url}/api/v1/events/${slug}/participants`, {
				method: 'POST',
				headers: { ...json, 'Content-Type': type },
				body
			});
			const { items } = (await answer.json()) as { items: { status: string }[] };
			const ours = performance.now() - begun;
			if (items.some(({ status }) => status !== 'created')) throw new Error(`${slug}: not all were created`);
			return ours;
		};
		const compare = async (what: string, slug: string, ours: number): Promise<void> =>
			printLine({
				what,
				ours,
				limit: await copyInside(pool, slug),
				against: 'the same rows copied in the database',
				unit: 'ms'
			});
		await compare('5,000 participants as JSON', 'json', await send('json', 'application/json', asJson()));
		await compare('30,000 participants as CSV', 'csv', await send('csv', 'text/csv', asCsv()));
	} finally {
		await pool.end();
		await server.close();
		await postgres.stop();
	}
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
