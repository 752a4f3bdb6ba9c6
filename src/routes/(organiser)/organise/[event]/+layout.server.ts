import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { eventState } from '#lib/domain/calendar/eventState.ts';
import { app } from '#lib/server/app.ts';
import { organisedEvent, organisedEvents, type EventSummary } from '#lib/server/desk/desk.ts';
import { eventPlaces } from '#lib/server/events/eventPlaces.ts';
import { orFail } from '../../refusals.ts';
import type { LayoutServerLoad } from './$types';

export const _verbs = { load: 'see-desk' } satisfies RouteVerbs;

export const load: LayoutServerLoad = async ({ locals, params }) => {
	const nowMs = app().now();
	const [event, events, places] = await Promise.all([
		organisedEvent(app(), locals.caller, params),
		organisedEvents(app(), locals.caller),
		eventPlaces(app(), locals.caller, params)
	]);
	const withState = (summary: EventSummary) => ({ ...summary, state: eventState(summary, nowMs) });
	const here = orFail(event);
	return {
		event: withState(here),
		/** The caller's other events, the latest first. */
		others: orFail(events)
			.filter(({ slug }) => slug !== here.slug)
			.map(withState)
			.map(({ slug, name, date, state }) => ({ slug, name, date, state })),
		places: orFail(places)
	};
};
