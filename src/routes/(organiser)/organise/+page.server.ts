import { eventState } from '#lib/domain/calendar/eventState.ts';
import { app } from '#lib/server/app.ts';
import { isOwner } from '#lib/server/access/caller.ts';
import { organisedEvents } from '#lib/server/desk/desk.ts';
import { orFail } from '../refusals.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	events: orFail(await organisedEvents(app(), locals.caller)).map((event) => ({
		...event,
		state: eventState(event, app().now())
	})),
	mayMakeKeys: isOwner(locals.caller)
});
