/** A PostgreSQL server's database, dumped and brought back by PostgreSQL's own programs. */
import { spawn } from 'node:child_process';
import { BackupFailed } from './backupFailed.ts';

/** @throws BackupFailed `no-program` where there is no pg_dump, else with what it said */
export const dumpDatabase = (connectionString: string, file: string): Promise<void> =>
	run('pg_dump', ['--format=custom', '--no-owner', '--no-privileges', `--file=${file}`], connectionString);

/** Into a database without tables; all of it or nothing. @throws BackupFailed */
export const restoreDump = (connectionString: string, file: string): Promise<void> =>
	run(
		'pg_restore',
		['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges', file],
		connectionString
	);

/** What was said is cut: an error may repeat a whole statement. */
const MOST_SAID = 1000;

function run(program: 'pg_dump' | 'pg_restore', args: string[], connectionString: string): Promise<void> {
	const { database, env } = connectionOf(connectionString);
	const child = spawn(program, ['--no-password', `--dbname=${database}`, ...args], {
		stdio: ['ignore', 'ignore', 'pipe'],
		env: { ...process.env, ...env, LC_MESSAGES: 'C' }
	});
	let said = '';
	child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-MOST_SAID)));
	return new Promise((resolve, reject) => {
		child.once('error', (error: NodeJS.ErrnoException) =>
			reject(
				error.code === 'ENOENT'
					? new BackupFailed(
							'no-program',
							`${program} is not installed here; it comes with PostgreSQL (Debian: apt-get install postgresql-client)`
						)
					: error
			)
		);
		child.once('close', (code) =>
			code === 0 ? resolve() : reject(new BackupFailed(faultIn(said), `${program}: ${said.trim()}`))
		);
	});
}

/** An older pg_dump refuses a newer server: then the right one is not there. */
const faultIn = (said: string) => (/version mismatch/i.test(said) ? 'no-program' : 'failed');

/** The password goes by the environment: other users of the machine can read a program's arguments. */
export function connectionOf(connectionString: string): { database: string; env: Record<string, string> } {
	const url = new URL(connectionString);
	const password = decodeURIComponent(url.password);
	url.password = '';
	return { database: url.href, env: password === '' ? {} : { PGPASSWORD: password } };
}
