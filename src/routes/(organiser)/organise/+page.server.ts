import { app } from '#lib/server/app.ts';
import { isOwner } from '#lib/server/caller.ts';
import { organisedEvents } from '#lib/server/services/desk.ts';
import { orFail } from '../refusals.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	events: orFail(await organisedEvents(app(), locals.caller)),
	mayMakeKeys: isOwner(locals.caller)
});
