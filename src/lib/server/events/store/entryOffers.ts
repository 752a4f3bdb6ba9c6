/** What an event offers to who wants to register. */
import type { EventPhase } from '#lib/domain/calendar/eventPhase.ts';
import type { Question } from '#lib/domain/people/questions.ts';
import type { AgeBounds } from '#lib/domain/people/fault.ts';
import type { RegistrationWindow } from '#lib/domain/calendar/registrationWindow.ts';
import type { Db } from '#lib/server/database/db.ts';
import { PHASE_PARTS, phaseOf, windowOf } from './phaseRows.ts';
import { gunsInForce } from '#lib/server/rulings/store/guns.ts';

export interface EntryOffer extends RegistrationWindow {
	id: string;
	phase: EventPhase;
	guardianUnderAge: number;
	questions: Question[];
	races: ({ slug: string; name: string; timed: boolean; capacity: number | null } & AgeBounds)[];
}

export async function findEntryOffer(
	db: Db,
	{ slug, nowMs }: { slug: string; nowMs: number }
): Promise<EntryOffer | null> {
	const row = await db.event.findUnique({
		where: { slug },
		include: {
			races: {
				orderBy: { position: 'asc' },
				select: { ...PHASE_PARTS, name: true, ageFrom: true, ageTo: true }
			}
		}
	});
	if (!row) return null;
	return {
		...windowOf(row),
		id: row.id,
		phase: phaseOf(row, { guns: await gunsInForce(db, [row.id]), nowMs }),
		guardianUnderAge: row.guardianUnderAge,
		questions: row.questions as unknown as Question[],
		races: row.races
	};
}
