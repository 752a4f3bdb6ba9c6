/** What an event offers to who wants to register. */
import type { EventPhase } from '#lib/domain/calendar/eventPhase.ts';
import type { EventRules } from '#lib/domain/calendar/ownWords.ts';
import type { Question, Worded } from '#lib/domain/people/questions.ts';
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
	/** Null: the event never had any of its own. */
	rules: EventRules | null;
	races: ({
		slug: string;
		name: string;
		names: Worded;
		timed: boolean;
		capacity: number | null;
	} & AgeBounds)[];
}

export async function findEntryOffer(
	db: Db,
	{ slug, nowMs }: { slug: string; nowMs: number }
): Promise<EntryOffer | null> {
	const row = await db.event.findUnique({
		where: { slug },
		include: {
			rules: { orderBy: { version: 'desc' }, take: 1 },
			races: {
				orderBy: { position: 'asc' },
				select: { ...PHASE_PARTS, name: true, names: true, ageFrom: true, ageTo: true }
			}
		}
	});
	if (!row) return null;
	const [rules = null] = row.rules;
	return {
		...windowOf(row),
		id: row.id,
		phase: phaseOf(row, { guns: await gunsInForce(db, [row.id]), nowMs }),
		guardianUnderAge: row.guardianUnderAge,
		questions: row.questions as unknown as Question[],
		rules: rules && { version: rules.version, texts: rules.texts as Worded },
		races: row.races.map((race) => ({ ...race, names: race.names as Worded }))
	};
}
