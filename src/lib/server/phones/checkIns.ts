/** Who has the bib already: a runner is checked in from the first time that a desk handed out the bib. */
import type { App } from '#lib/server/app.ts';
import { listCheckIns } from './store/checkIns.ts';
import { eventFacts } from '#lib/server/results/eventFacts.ts';

/** Participant's id → when, epoch milliseconds. A bib given to another runner later counts for that one. */
export async function checkedIn(
	app: App,
	{ eventId, event }: { eventId: string; event: string }
): Promise<Map<string, number>> {
	const first = new Map<string, number>();
	const checkIns = await listCheckIns(app.database.pool, eventId);
	const facts = checkIns.length > 0 ? await eventFacts(app, event) : null;
	for (const { readAs, read, ms } of checkIns) {
		const id = facts?.whose(readAs, read) ?? null;
		if (id !== null && !first.has(id)) first.set(id, ms);
	}
	return first;
}
