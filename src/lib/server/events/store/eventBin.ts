import type { Db } from '#lib/server/database/db.ts';

/** Whoever lists events, or comes to one by something else than its address, leaves those in the bin out. */
export const NOT_BINNED = { binnedAt: null };

export interface BinnedEvent {
	id: string;
	/** The address that it had. */
	slug: string;
	name: string;
	/** Civil date, YYYY-MM-DD. */
	date: string;
	timeZone: string;
	binnedMs: number;
}

export async function putIntoBin(
	db: Db,
	{ eventId, hiddenSlug, nowMs }: { eventId: string; hiddenSlug: string; nowMs: number }
): Promise<void> {
	await db.$executeRaw`
		update event set binned_slug = slug, slug = ${hiddenSlug}, binned_at = ${new Date(nowMs)}
		where id = ${eventId}::uuid and binned_at is null`;
}

/** False when the address has another event by now; nothing is changed then. */
export async function takeOutOfBin(db: Db, { id, slug }: BinnedEvent): Promise<boolean> {
	if (await db.event.count({ where: { slug } })) return false;
	await db.event.updateMany({
		where: { id, binnedAt: { not: null } },
		data: { slug, binnedSlug: null, binnedAt: null }
	});
	return true;
}

/** The last one first. @param beforeMs only those that were put there before */
export async function listBinned(db: Db, { beforeMs }: { beforeMs?: number } = {}): Promise<BinnedEvent[]> {
	const rows = await db.event.findMany({
		where: { binnedAt: beforeMs === undefined ? { not: null } : { lt: new Date(beforeMs) } },
		orderBy: { binnedAt: 'desc' },
		select: { id: true, name: true, date: true, timeZone: true, binnedAt: true, binnedSlug: true }
	});
	return rows.map(({ date, binnedAt, binnedSlug, ...row }) => ({
		...row,
		slug: binnedSlug ?? '',
		date: date.toISOString().slice(0, 10),
		binnedMs: binnedAt?.getTime() ?? 0
	}));
}
