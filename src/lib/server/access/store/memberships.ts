/** What accounts are at events. */
import { ROLES, type HeldRole } from '#lib/domain/access/roles.ts';
import type { Db } from '#lib/server/database/db.ts';

/** Roles that this version does not know are left out. */
export async function findMemberships(db: Db, userId: string): Promise<HeldRole[]> {
	const rows = await db.membership.findMany({
		where: { userId },
		select: { role: true, event: { select: { id: true, slug: true } } }
	});
	return rows.flatMap(({ role: name, event }) => {
		// An owner is one of the installation, and never by a membership.
		const role = ROLES.find((known) => known === name && known !== 'owner');
		return role ? [{ role, event }] : [];
	});
}
