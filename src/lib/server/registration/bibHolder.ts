/** Who bears a bib, for the organiser who is told that it is taken. Never for the public. */
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { may } from '#lib/server/access/permissions.ts';
import { findBibBearer } from './store/entrants.ts';
import { findEventId } from '#lib/server/events/store/events.ts';
import { findParticipant } from './store/participants.ts';

export interface BibHolder {
	id: string;
	bib: string;
	name: string;
}

/** Null: nobody, or the caller may not see names. A cancelled entry keeps its bib. */
export async function bibHolder(
	app: App,
	caller: Caller,
	{ event, bib }: { event: string; bib: string }
): Promise<BibHolder | null> {
	const { prisma } = app.database;
	const eventId = await findEventId(prisma, event);
	if (!eventId || !may(caller, 'see-participants', { id: eventId })) return null;
	const id = await findBibBearer(prisma, { eventId, number: bib });
	const holder = id ? await findParticipant(prisma, { eventId, id }) : null;
	return holder && { id: holder.id, bib, name: holder.name };
}
