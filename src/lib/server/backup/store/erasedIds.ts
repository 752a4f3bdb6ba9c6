import type { Db } from '#lib/server/database/db.ts';

export interface ErasedId {
	kind: 'event' | 'participant';
	id: string;
}

/** In the order in which they were erased. */
export async function findErasedIds(db: Db): Promise<ErasedId[]> {
	const rows = await db.erasedId.findMany({ orderBy: { at: 'asc' }, select: { kind: true, id: true } });
	return rows as ErasedId[];
}

/** In the transaction of what is erased. Erased twice is once. */
export async function insertErasedIds(db: Db, erased: readonly ErasedId[]): Promise<void> {
	await db.erasedId.createMany({ data: erased.map(({ kind, id }) => ({ kind, id })), skipDuplicates: true });
}
