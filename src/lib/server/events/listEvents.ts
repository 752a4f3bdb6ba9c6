/** The events of the installation, for programs. */
import { ok, type Result } from '#lib/domain/result.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { isShownTo } from '#lib/server/access/permissions.ts';
import { writeStatus } from '#lib/schemas/event/event.ts';
import { listEvents } from './store/eventList.ts';
import { tellLeftOut } from './leftOut.ts';

export interface ListedEvent {
	slug: string;
	name: string;
	/** Civil date in `timeZone`. */
	date: string;
	timeZone: string;
	place: string;
	status: ReturnType<typeof writeStatus>;
}

/** Public but for drafts; the latest first. */
export async function listAllEvents(
	app: App,
	caller: Caller
): Promise<Result<{ items: ListedEvent[] }, Refusal>> {
	const events = await listEvents(app.database.prisma, { nowMs: app.now(), leftOut: tellLeftOut(app) });
	return ok({
		items: events
			.filter((event) => isShownTo(caller, event))
			.map(({ slug, name, date, timeZone, place, status }) => ({
				slug,
				name,
				date,
				timeZone,
				place,
				status: writeStatus(status)
			}))
	});
}
