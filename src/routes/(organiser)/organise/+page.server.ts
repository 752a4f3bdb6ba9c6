import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { app } from '#lib/server/app.ts';
import { may } from '#lib/server/access/permissions.ts';
import { organisedEvents } from '#lib/server/desk/desk.ts';
import { orFail } from '../refusals.ts';
import type { PageServerLoad } from './$types';

export const _verbs = { load: 'see-desk' } satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals }) => ({
	events: orFail(await organisedEvents(app(), locals.caller)),
	mayManage: may(locals.caller, 'manage-installation', null)
});
