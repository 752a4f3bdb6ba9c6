/** The search for a runner from every page of the desk. It leads to the participant's page, so it takes what that takes. */
import { ok, type Result } from '#lib/domain/result.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import { findEventRef } from '#lib/server/events/store/events.ts';
import { findRunnerHits, type RunnerHit } from '#lib/server/registration/store/runnerHits.ts';

export type { RunnerHit };

/** The best first; a few, however many there are. */
export async function findRunners(
	app: App,
	caller: Caller,
	{ event: slug, q }: { event: string; q: string }
): Promise<Result<RunnerHit[], Refusal>> {
	const find = () => findEventRef(app.database.prisma, slug);
	const event = await openAs(caller, { slug, verb: 'see-contact', find });
	if (!event.ok) return event;
	return ok(await findRunnerHits(app.database.prisma, { eventId: event.value.id, q }));
}
