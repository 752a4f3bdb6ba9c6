/**
 * A PostgreSQL server that the `pg_dump` of this machine can dump. The one of the registry package comes without that program,
 * and an older `pg_dump` refuses a newer server; so it is started from the system's packages (Debian: postgresql).
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './freePort.ts';

const run = promisify(execFile);
const SYSTEM = '/usr/lib/postgresql';

/** The folder of the newest programs; null: the system has none, and what needs them is skipped. */
export function systemPostgres(): string | null {
	const versions = existsSync(SYSTEM) ? readdirSync(SYSTEM).map(Number) : [];
	const folders = versions.sort((a, b) => b - a).map((version) => join(SYSTEM, String(version), 'bin'));
	return (
		folders.find((folder) => ['initdb', 'pg_dump'].every((name) => existsSync(join(folder, name)))) ?? null
	);
}

export async function startPostgresWithDump(programs: string) {
	const folder = await mkdtemp(join(tmpdir(), 'awareness-dump-'));
	// PostgreSQL does not run as root.
	const user = process.getuid?.() === 0 ? await idsOf('postgres') : null;
	if (user) await chown(folder, user.uid, user.gid);
	const data = join(folder, 'data');
	const port = await freePort();
	const program = (name: string, ...args: string[]) =>
		run(join(programs, name), args, { ...user, cwd: folder });
	await program('initdb', '-D', data, '-U', 'postgres', '--encoding=UTF8', '--locale=C.UTF-8');
	const settings = `-p ${port} -h 127.0.0.1 -k ${folder}`;
	await program('pg_ctl', '-D', data, '-w', '-o', settings, '-l', join(folder, 'log'), 'start');
	return {
		/** Without a database's name. */
		url: `postgresql://postgres@127.0.0.1:${port}`,
		createDatabase: (name: string) =>
			program('createdb', '-h', folder, '-p', String(port), '-U', 'postgres', name),
		async stop() {
			await program('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
			await rm(folder, { recursive: true, force: true });
		}
	};
}

async function idsOf(name: string): Promise<{ uid: number; gid: number }> {
	const [uid, gid] = await Promise.all(
		['-u', '-g'].map(async (flag) => (await run('id', [flag, name])).stdout)
	);
	return { uid: Number(uid), gid: Number(gid) };
}
