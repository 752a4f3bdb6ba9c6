/** The first line of services that need an event's facts. */
import { ok, type Result } from '#lib/domain/result.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import type { Verb } from '#lib/domain/access/roles.ts';
import { eventFacts, type EventFacts } from './eventFacts.ts';

/** As `openEvent`, with the facts that results are derived from. */
export async function openFacts(
	app: App,
	caller: Caller,
	slug: string,
	verb: Verb
): Promise<Result<EventFacts, Refusal>> {
	const find = async () => {
		const facts = await eventFacts(app, slug);
		return facts && { id: facts.event.id, status: facts.event.status, facts };
	};
	const opened = await openAs(caller, { slug, verb, find });
	return opened.ok ? ok(opened.value.facts) : opened;
}
