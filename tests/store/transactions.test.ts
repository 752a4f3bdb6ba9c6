import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '#lib/server/database/database.ts';
import { testDatabase, truncateAll } from '../support/database.ts';

let db: Database;
beforeAll(async () => {
	db = await testDatabase();
	await db.pool.query('CREATE TABLE counted (n int PRIMARY KEY, who int NOT NULL)');
});
beforeEach(() => truncateAll(db));
afterAll(() => db.close());

const counted = async (): Promise<{ n: number; who: number }[]> =>
	(await db.pool.query<{ n: number; who: number }>('SELECT n, who FROM counted ORDER BY n')).rows;

test('ten interactive transactions over a smaller pool stay apart, and half of them leave nothing', async () => {
	const outcomes = await Promise.allSettled(
		Array.from({ length: 10 }, (_, who) =>
			db.prisma.$transaction(async (tx) => {
				for (let step = 0; step < 4; step++) {
					await tx.$executeRaw`INSERT INTO counted VALUES (${who * 10 + step}, ${who})`;
				}
				const own = await tx.$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM counted WHERE who = ${who}`;
				expect(Number(own[0]?.n)).toBe(4);
				if (who % 2 === 1) throw new Error('taken back');
			})
		)
	);
	expect(outcomes.map(({ status }) => status)).toEqual(
		Array.from({ length: 10 }, (_, who) => (who % 2 === 1 ? 'rejected' : 'fulfilled'))
	);
	expect((await counted()).map(({ n }) => n)).toEqual(
		[0, 2, 4, 6, 8].flatMap((who) => [0, 1, 2, 3].map((step) => who * 10 + step))
	);
});

test('statements that waited for a transaction each get their own rows', async () => {
	// Opened before, so that what waits for the transaction is the statements and not the connections' beginnings.
	const clients = await Promise.all(Array.from({ length: 5 }, () => db.pool.connect()));
	const [first, ...others] = clients;
	if (!first) throw new Error('no connection');
	for (let round = 0; round < 20; round++) {
		await first.query('BEGIN');
		const waiting = others.map(async (client, column) => {
			const name = 'abcd'.charAt(column);
			const { rows } = await client.query(`SELECT $1::int AS ${name}${', 1 AS x'.repeat(column)}`, [
				round * 10 + column
			]);
			return (rows[0] as Record<string, unknown> | undefined)?.[name];
		});
		// Sent after them: once it is answered, the database has theirs too.
		await first.query('SELECT 1');
		await first.query('COMMIT');
		expect(await Promise.all(waiting)).toEqual(others.map((_, column) => round * 10 + column));
	}
	clients.forEach((client) => client.release());
});

test('a client that goes away inside a transaction leaves nothing, and the others go on', async () => {
	const client = new pg.Client({ connectionString: db.connectionString });
	client.on('error', () => undefined);
	await client.connect();
	await client.query('BEGIN');
	await client.query('INSERT INTO counted VALUES ($1, $2)', [1, 1]);
	const other = db.pool.query('INSERT INTO counted VALUES ($1, $2)', [2, 2]);
	(client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
	await other;
	expect(await counted()).toEqual([{ n: 2, who: 2 }]);
});

test('a statement that fails spoils no other', async () => {
	const outcomes = await Promise.allSettled(
		Array.from({ length: 20 }, (_, n) =>
			n % 2 === 1
				? db.pool.query('SELECT 1 / $1::int', [0])
				: db.pool.query<{ n: number }>('SELECT $1::int AS n', [n]).then(({ rows }) => rows[0]?.n)
		)
	);
	expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : 'failed'))).toEqual(
		Array.from({ length: 20 }, (_, n) => (n % 2 === 1 ? 'failed' : n))
	);
});
