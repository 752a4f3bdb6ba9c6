/** What organisers decided about the aliases that runners chose. */
import { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';

/** The alias as the organiser saw it: what the runner changed meanwhile is left alone. */
export interface SeenAlias {
	/** Of the participant, a UUID. */
	id: string;
	alias: string;
}

/** `release` null takes the decision back, so that the alias waits again. Answers the participants whom it concerned. */
export async function decideAliases(
	db: Db,
	{ eventId, aliases, release }: { eventId: string; aliases: readonly SeenAlias[]; release: boolean | null }
): Promise<{ id: string }[]> {
	if (aliases.length === 0) return [];
	const decided = release === null ? Prisma.sql`null` : Prisma.sql`p.alias`;
	return db.$queryRaw`
		update participant p set alias_decided = ${decided}, alias_released = ${release === true}
		from jsonb_to_recordset(${JSON.stringify(aliases)}::jsonb) as seen(id uuid, alias text)
		where p.id = seen.id and p.event_id = ${eventId}::uuid and p.alias = seen.alias
		returning p.id`;
}
