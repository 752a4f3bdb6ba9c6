import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { error } from '@sveltejs/kit';
import { getLocale } from '#lib/paraglide/runtime.js';
import { app } from '#lib/server/app.ts';
import { eventCalendar } from '#lib/server/events/calendar.ts';

export const _verbs = { GET: 'see-public' } satisfies RouteVerbs;

export const GET = async ({ params, locals }) => {
	const calendar = await eventCalendar(app(), locals.caller, {
		eventSlug: params.event,
		locale: getLocale()
	});
	if (!calendar.ok) error(404, 'not-found');
	return new Response(calendar.value, {
		headers: {
			'Content-Type': 'text/calendar; charset=utf-8; method=PUBLISH',
			'Content-Disposition': `attachment; filename="${params.event}.ics"`,
			// The team sees drafts, which nobody else is given.
			'Cache-Control': locals.caller.kind === 'public' ? 'public, max-age=60' : 'private, no-store'
		}
	});
};
