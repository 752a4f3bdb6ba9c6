/** What an event offers to who wants to register. */
import type { RegistrationWindow } from '#lib/domain/people/window.ts';
import type { Db } from '#lib/server/database/db.ts';

export interface EntryOffer extends RegistrationWindow {
	guardianUnderAge: number;
	races: { slug: string; name: string; capacity: number | null; registered: number }[];
}

export async function findEntryOffer(db: Db, slug: string): Promise<EntryOffer | null> {
	const event = await db.event.findUnique({
		where: { slug },
		include: {
			races: {
				orderBy: { position: 'asc' },
				select: {
					slug: true,
					name: true,
					capacity: true,
					registered: true
				}
			}
		}
	});
	if (!event) return null;
	return {
		status: event.status,
		opensAtMs: event.registrationOpensAt?.getTime() ?? null,
		closesAtMs: event.registrationClosesAt?.getTime() ?? null,
		date: event.date.toISOString().slice(0, 10),
		timeZone: event.timeZone,
		guardianUnderAge: event.guardianUnderAge,
		races: event.races
	};
}
