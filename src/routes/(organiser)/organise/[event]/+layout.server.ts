import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { eventState } from '#lib/domain/calendar/eventState.ts';
import { app } from '#lib/server/app.ts';
import { deskFrame, type EventSummary } from '#lib/server/desk/desk.ts';
import { orFail } from '../../refusals.ts';
import type { LayoutServerLoad } from './$types';

export const _verbs = { load: 'see-desk' } satisfies RouteVerbs;

export const load: LayoutServerLoad = async ({ locals, params }) => {
	const nowMs = app().now();
	const withState = (summary: EventSummary) => ({ ...summary, state: eventState(summary, nowMs) });
	const { event, others, places } = orFail(await deskFrame(app(), locals.caller, params));
	return {
		event: withState(event),
		others: others.map(withState).map(({ slug, name, date, state }) => ({ slug, name, date, state })),
		places
	};
};
