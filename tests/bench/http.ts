/** The server from outside: recording passings against the same SQL without us, pages against the same bytes from bare Express. */
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import autocannon from 'autocannon';
import express from 'express';
import type pg from 'pg';
import type { BuiltServer } from '../support/builtServer.ts';
import { finishOf, makeRace, upload } from '../support/raceTraffic.ts';
import { printLine } from './figures.ts';
import { onPostgres } from './onPostgres.ts';

const RUNNERS = 20_000;
const gunMs = Date.now() - 3_600_000;

export const benchHttp = (): Promise<void> =>
	onPostgres(async (server, pool) => {
		await makeRace(server.url, { slug: 'bench', runners: RUNNERS, gunMs });
		for (const size of [1, 100, 500]) await benchPassings(server, pool, size);
		await benchPages(server);
	});

/** Rows a second, eight senders at once, batches of `size`. */
async function benchPassings(server: BuiltServer, pool: pg.Pool, size: number): Promise<void> {
	const batches = size === 1 ? 800 : 80;
	let bib = 0;
	const items = () =>
		Array.from({ length: size }, (_, index) =>
			finishOf({ bib: (bib++ % RUNNERS) + 1, seq: index, atMs: gunMs + 900_000 + (bib % 1_800_000) })
		);
	const ours = await rowsPerSecond(size * batches, async (sender) => {
		for (let batch = sender; batch < batches; batch += 8)
			if (!(await upload(server.url, 'bench', `bench-${sender}`, items())))
				throw new Error('an upload failed');
	});
	const { rows } = await pool.query<{ event: string; device: string }>(
		`select e.id as event, d.id as device from event e join device d on d.event_id = e.id limit 1`
	);
	const ids = rows[0];
	if (!ids) throw new Error('the event of the bench is missing');
	const limit = await rowsPerSecond(size * batches, async (sender) => {
		for (let batch = sender; batch < batches; batch += 8) {
			const rows = items();
			await pool.query(
				`insert into passing (event_id, id, device_id, seq, checkpoint, kind, read_as, read, at_ms, received_ms)
				select $1::uuid, id, $2::uuid, seq, 'finish', 'scan', 'bib', read, at_ms, at_ms
				from unnest($3::uuid[], $4::int[], $5::text[], $6::bigint[]) as row (id, seq, read, at_ms)
				on conflict do nothing returning id`,
				[
					ids.event,
					ids.device,
					rows.map(() => randomUUID()),
					rows.map(({ seq }) => seq),
					rows.map(({ bib }) => bib),
					rows.map(({ at }) => Date.parse(at))
				]
			);
		}
	});
	printLine({
		what: `passings in batches of ${size}`,
		ours,
		limit,
		against: 'the same SQL without us',
		unit: 'rows/s'
	});
}

async function rowsPerSecond(rows: number, send: (sender: number) => Promise<void>): Promise<number> {
	const from = performance.now();
	await Promise.all(Array.from({ length: 8 }, (_, sender) => send(sender)));
	return rows / ((performance.now() - from) / 1000);
}

/** Requests a second of a result page, and of the campaign page, against bare Express with the same bytes. */
async function benchPages(server: BuiltServer): Promise<void> {
	const paths = [
		['result page of 200 as JSON', '/api/v1/events/bench/races/5k/results'],
		['result page of 200 searched by name', '/api/v1/events/bench/races/5k/results?q=runner+77']
	] as const;
	for (const [what, path] of paths) {
		const answer = await fetch(server.url + path);
		const bytes = Buffer.from(await answer.arrayBuffer());
		const bare = express();
		bare.disable('etag');
		bare.get('/', (_request, response) => {
			response.type('application/json').send(bytes);
		});
		const listening = bare.listen(0, '127.0.0.1');
		await new Promise((resolve) => listening.once('listening', resolve));
		const { port } = listening.address() as AddressInfo;
		const ours = await autocannon({ url: server.url + path, connections: 10, duration: 5 });
		const limit = await autocannon({ url: `http://127.0.0.1:${port}/`, connections: 10, duration: 5 });
		listening.close();
		if (ours.non2xx) throw new Error(`${what}: ${ours.non2xx} answers were refused`);
		printLine({
			what: `${what} (${bytes.length} bytes)`,
			ours: ours.requests.average,
			limit: limit.requests.average,
			against: 'the same bytes from bare Express',
			unit: 'requests/s'
		});
	}
}
