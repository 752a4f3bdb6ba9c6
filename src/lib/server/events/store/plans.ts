import type { PublishedState } from '#lib/domain/calendar/eventPhase.ts';
import { LAST_PUBLICATION, publishedOf } from './phaseRows.ts';
import type { Db } from '#lib/server/database/db.ts';

/** What an event has been given so far, and what came of it. */
export interface Plan {
	price: string;
	/** Waves whose start the programme does not say. */
	wavesWithoutTime: number;
	/** Slug of a race → state of its last publication, where there is one. */
	published: ReadonlyMap<string, PublishedState>;
}

export async function findPlan(db: Db, eventId: string): Promise<Plan> {
	const races = await db.race.findMany({
		where: { eventId },
		select: {
			slug: true,
			waves: { select: { scheduledAt: true } },
			publications: LAST_PUBLICATION,
			event: { select: { price: true } }
		}
	});
	const waves = races.flatMap((race) => race.waves);
	return {
		price: races[0]?.event.price ?? '',
		wavesWithoutTime: waves.filter(({ scheduledAt }) => scheduledAt === null).length,
		published: publishedOf(races)
	};
}
