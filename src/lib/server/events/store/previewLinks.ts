import type { EventStatus } from '#lib/domain/calendar/eventStatus.ts';
import { NOT_BINNED } from './eventBin.ts';
import type { Db } from '#lib/server/database/db.ts';

export interface PreviewLink {
	eventId: string;
	hash: string;
	expiresAtMs: number;
	by: string;
}

/** The one before ends. */
export async function putPreviewLink(
	db: Db,
	{ eventId, hash, expiresAtMs, by, nowMs }: PreviewLink & { nowMs: number }
): Promise<void> {
	const link = { hash, by, expiresAt: new Date(expiresAtMs), createdAt: new Date(nowMs) };
	await db.previewLink.upsert({ where: { eventId }, create: { eventId, ...link }, update: link });
}

export async function deletePreviewLink(db: Db, eventId: string): Promise<void> {
	await db.previewLink.deleteMany({ where: { eventId } });
}

/** When the event's link ends; null: there is none. */
export async function findPreviewEnd(
	db: Db,
	{ eventId, nowMs }: { eventId: string; nowMs: number }
): Promise<number | null> {
	const link = await db.previewLink.findFirst({
		where: { eventId, expiresAt: { gt: new Date(nowMs) } },
		select: { expiresAt: true }
	});
	return link?.expiresAt.getTime() ?? null;
}

export async function findPreviewed(
	db: Db,
	{ hash, nowMs }: { hash: string; nowMs: number }
): Promise<{ slug: string; status: EventStatus; expiresAtMs: number } | null> {
	const link = await db.previewLink.findFirst({
		where: { hash, expiresAt: { gt: new Date(nowMs) }, event: NOT_BINNED },
		select: { expiresAt: true, event: { select: { slug: true, status: true } } }
	});
	if (!link) return null;
	const { slug, status } = link.event;
	return { slug, status: status as EventStatus, expiresAtMs: link.expiresAt.getTime() };
}
