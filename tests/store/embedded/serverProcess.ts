/** Run as a process of its own: opens the embedded database in the folder given, says so, and inserts a row a commit. */
import { openDatabase, type Database } from '#lib/server/database/database.ts';

const [dataDir = '', task = ''] = process.argv.slice(2);
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

async function insertRows({ pool }: Database): Promise<never> {
	await pool.query('CREATE TABLE IF NOT EXISTS acknowledged (n int PRIMARY KEY)');
	const { rows } = await pool.query<{ n: number }>('SELECT coalesce(max(n), 0) AS n FROM acknowledged');
	for (let n = (rows[0]?.n ?? 0) + 1; ; n++) {
		await pool.query('INSERT INTO acknowledged VALUES ($1)', [n]);
		say(`row ${n}`);
	}
}

const db = await openDatabase({ dataDir, log: { info: say, warn: say } }).catch((error: unknown) => {
	say(`refused: ${error instanceof Error ? error.message : String(error)}`);
	process.exit(1);
});
say('open');
// A request that fails is not what ends a server: that is the database's own doing.
if (task === 'insert') insertRows(db).catch((error: unknown) => say(`not inserted: ${String(error)}`));
if (task === 'stop') {
	await db.close();
	process.exit(0);
}
