/** What `npm run backup` and `npm run restore` do: ask the server that runs, or open the database where none does. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pino from 'pino';
import { openDatabase, type Database } from '#lib/server/database/database.ts';
import type { Env } from '#lib/server/env.ts';
import { CLUSTER } from './archive.ts';
import { BackupFailed } from './backupFailed.ts';
import { backupFolder, type BackupFile } from './backupFiles.ts';
import { askServer, type Answer } from './control.ts';
import { keepErasedIds } from './erasedIds.ts';
import { finishRestore } from './finishRestore.ts';
import { makeBackup, type BackupSource } from './makeBackup.ts';
import { stageRestore } from './restore.ts';

/** Each line is for the person at the terminal. @throws Error whose message is, too */
type Command = (env: Env, say: (line: string) => void) => Promise<void>;

export const backupCommand: Command = async (env, say) => {
	const answer = await askServer(env.DATA_DIR, { act: 'backup' });
	if (answer) return sayMade(doneOf(answer) as unknown as MadeFacts, env, say);
	if (!env.DATABASE_URL && !existsSync(join(env.DATA_DIR, CLUSTER)))
		throw new BackupFailed('failed', `there is no database in ${resolve(env.DATA_DIR)} (DATA_DIR)`);
	await withDatabase(env, async (source) => {
		await source.database.migrate();
		await keepErasedIds(source);
		sayMade(await makeBackup(source, { by: 'operator' }), env, say);
	});
};

type MadeFacts = BackupFile & { pausedMs: number | null };

function sayMade({ name, bytes, pausedMs }: MadeFacts, env: Env, say: (line: string) => void): void {
	say(`Backup made: ${join(resolve(backupFolder(env.DATA_DIR)), name)} (${(bytes / 1e6).toFixed(1)} MB)`);
	if (pausedMs !== null) say(`The database answered nobody for ${(pausedMs / 1000).toFixed(1)} s.`);
	say('It holds personal data. Where it goes, erased-ids.jsonl from the same folder goes with it.');
}

export const restoreCommand =
	(path: string): Command =>
	async (env, say) => {
		const file = resolve(path);
		const answer = await askServer(env.DATA_DIR, { act: 'restore', file });
		if (answer) {
			doneOf(answer);
			say('The backup is unpacked. The server ends now and has it when it starts again:');
			say('start it with npm start; a service manager does so by itself.');
			return;
		}
		const kind = env.DATABASE_URL ? 'server' : 'embedded';
		if (kind === 'server' || existsSync(join(env.DATA_DIR, CLUSTER)))
			await withDatabase(env, async ({ database }) => {
				await database.migrate();
				await stageRestore(env.DATA_DIR, { file, kind, database });
			});
		else await stageRestore(env.DATA_DIR, { file, kind, database: null });
		await withDatabase(env, async (source) => {
			const restored = await finishRestore(source);
			if (!restored) throw new BackupFailed('failed', 'the unpacked backup vanished');
			say(`Restored as of ${new Date(restored.madeMs).toISOString()}.`);
			say(
				`Everybody signs in anew, and runners ask for a new link. Erased again: ${restored.erased} (by erased-ids.jsonl).`
			);
			say('What was revoked or changed since then holds again: look at roles, keys and phones.');
		});
	};

function doneOf(answer: Answer): Record<string, unknown> {
	if ('failed' in answer) throw new BackupFailed('failed', answer.failed);
	return answer.done;
}

async function withDatabase(env: Env, act: (source: BackupSource) => Promise<void>): Promise<void> {
	const log = pino({ level: 'silent' });
	const database: Database = await openDatabase({
		databaseUrl: env.DATABASE_URL,
		dataDir: env.DATA_DIR,
		log
	});
	try {
		await act({ database, env, log, now: Date.now });
	} finally {
		await database.close();
	}
}
