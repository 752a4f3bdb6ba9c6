import type { Db } from '#lib/server/database/db.ts';

/** Id of an account → its person's name; ids that are no account's are left out. */
export async function findAccountNames(db: Db, ids: string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const users = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
	return new Map(users.map(({ id, name }) => [id, name]));
}
