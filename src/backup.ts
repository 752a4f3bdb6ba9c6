/** `npm run backup` makes a backup now; `npm run restore -- FILE` brings one back onto an empty installation. */
import { existsSync } from 'node:fs';
import { backupCommand, restoreCommand } from '#lib/server/backup/commands.ts';
import { readEnv } from '#lib/server/env.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
const [act, file] = process.argv.slice(2);
if (act !== 'make' && !(act === 'restore' && file)) {
	console.error('Say which backup: npm run restore -- data/backups/backup-….tar.gz');
	process.exit(2);
}
try {
	const command = act === 'restore' && file ? restoreCommand(file) : backupCommand;
	await command(readEnv(process.env), console.log);
	process.exit(0);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}
