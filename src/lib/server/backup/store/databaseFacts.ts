import type { Db } from '#lib/server/database/db.ts';

export interface DatabaseFacts {
	/** Of PostgreSQL, such as `18.3`. */
	version: string;
	bytes: number;
}

export async function databaseFacts(db: Db): Promise<DatabaseFacts> {
	const [row] = await db.$queryRaw<{ version: string; bytes: bigint }[]>`
		select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`;
	return { version: row?.version ?? '', bytes: Number(row?.bytes ?? 0) };
}

/** Nobody has an account yet, and nothing but the demo was loaded: a restore takes nothing from anybody. */
export async function isEmptyInstallation(db: Db): Promise<boolean> {
	const [tables] = await db.$queryRaw<{ some: boolean }[]>`select to_regclass('"user"') is not null as some`;
	if (!tables?.some) return true;
	const accounts = await db.user.count();
	const events = await db.event.count({ where: { demo: false } });
	return accounts + events === 0;
}
