/** Who did what. Append-only; no names of runners, no tokens. */
import type { Db } from '#lib/server/database/db.ts';

export interface AuditFact {
	/** Null: it concerns the installation. */
	eventId: string | null;
	/** `actorOf(caller)`. */
	actor: string;
	/** Verb and thing, e.g. `event-edited`. */
	action: string;
	/** What it was done to: a slug, an id. */
	subject?: string;
	/** Counts and settings; never names or secrets. */
	details?: Record<string, string | number | boolean | null>;
}

export async function insertAudit(db: Db, facts: AuditFact[]): Promise<void> {
	await db.auditEntry.createMany({
		data: facts.map(({ details = {}, ...fact }) => ({ ...fact, details }))
	});
}

/** The actor of the last of these actions on an event; null when there was none. */
export async function lastActorOf(
	db: Db,
	{ eventId, actions }: { eventId: string; actions: string[] }
): Promise<string | null> {
	const entry = await db.auditEntry.findFirst({
		where: { eventId, action: { in: actions } },
		orderBy: { id: 'desc' },
		select: { actor: true }
	});
	return entry?.actor ?? null;
}
