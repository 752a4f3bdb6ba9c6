/** The secret links of runners and the sessions that they are exchanged for. Only hashes lie here. */
import type { Db } from '#lib/server/database/db.ts';

export async function insertLink(db: Db, link: { hash: string; participantId: string }): Promise<void> {
	await db.participantLink.create({ data: link });
}

/** Of an event in the bin nobody has an entry. */
const IN_FORCE = { state: 'registered', event: { binnedAt: null } };

/** Whose link this is; null when it is unknown or the entry is cancelled. */
export async function findLinkOwner(db: Db, hash: string): Promise<string | null> {
	const link = await db.participantLink.findFirst({
		where: { hash, participant: IN_FORCE },
		select: { participantId: true }
	});
	return link?.participantId ?? null;
}

/** The first time counts. */
export async function markLinkOpened(
	db: Db,
	{ hash, nowMs }: { hash: string; nowMs: number }
): Promise<void> {
	await db.participantLink.updateMany({
		where: { hash, openedAt: null },
		data: { openedAt: new Date(nowMs) }
	});
}

export async function insertSession(
	db: Db,
	{ hash, participantId, expiresAtMs }: { hash: string; participantId: string; expiresAtMs: number }
): Promise<void> {
	await db.participantSession.create({ data: { hash, participantId, expiresAt: new Date(expiresAtMs) } });
}

export async function findSessionOwner(
	db: Db,
	{ hash, nowMs }: { hash: string; nowMs: number }
): Promise<string | null> {
	const session = await db.participantSession.findFirst({
		where: { hash, expiresAt: { gt: new Date(nowMs) }, participant: IN_FORCE },
		select: { participantId: true }
	});
	return session?.participantId ?? null;
}

export async function deleteSession(db: Db, hash: string): Promise<void> {
	await db.participantSession.deleteMany({ where: { hash } });
}

/** Ends every link and session of a runner, as when the entry is cancelled. */
export async function deleteAccess(db: Db, participantId: string): Promise<void> {
	await db.participantLink.deleteMany({ where: { participantId } });
	await db.participantSession.deleteMany({ where: { participantId } });
}
