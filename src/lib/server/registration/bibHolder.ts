/** Who bears a bib, for the organiser who is told that it is taken. Never for the public. */
import type { App } from '#lib/server/app.ts';
import { isOrganiserOf, type Caller } from '#lib/server/access/caller.ts';
import { findBibBearer } from './store/entrants.ts';
import { findEventId } from '#lib/server/events/store/events.ts';
import { findParticipant } from './store/participants.ts';

export interface BibHolder {
	id: string;
	bib: string;
	name: string;
}

/** Null: nobody, or the caller is no organiser of the event. A cancelled entry keeps its bib. */
export async function bibHolder(
	app: App,
	caller: Caller,
	{ event, bib }: { event: string; bib: string }
): Promise<BibHolder | null> {
	const { prisma } = app.database;
	const eventId = await findEventId(prisma, event);
	if (!eventId || !isOrganiserOf(caller, eventId)) return null;
	const id = await findBibBearer(prisma, { eventId, number: bib });
	const holder = id ? await findParticipant(prisma, { eventId, id }) : null;
	return holder && { id: holder.id, bib, name: holder.name };
}
