/** The events of the installation, for programs. */
import { ok, type Result } from '#lib/domain/result.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { listEvents } from './store/eventList.ts';
import { tellLeftOut } from './leftOut.ts';

export interface ListedEvent {
	slug: string;
	name: string;
	/** Civil date in `timeZone`. */
	date: string;
	timeZone: string;
	place: string;
	status: string;
}

/** Public; the latest first. */
export async function listAllEvents(
	app: App,
	_caller: Caller
): Promise<Result<{ items: ListedEvent[] }, Refusal>> {
	const events = await listEvents(app.database.prisma, tellLeftOut(app));
	return ok({
		items: events.map(({ slug, name, date, timeZone, place, status }) => ({
			slug,
			name,
			date,
			timeZone,
			place,
			status
		}))
	});
}
