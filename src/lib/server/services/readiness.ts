/** Whether the server can do its work: the database answers, and every migration went through. */
import type { App } from '../app.ts';
import { countUnfinishedMigrations } from '../store/migrations.ts';

export async function isDatabaseReady({ database, log }: App): Promise<boolean> {
	try {
		return (await countUnfinishedMigrations(database.prisma)) === 0;
	} catch (error) {
		log.warn({ err: error }, 'the database is not ready');
		return false;
	}
}
