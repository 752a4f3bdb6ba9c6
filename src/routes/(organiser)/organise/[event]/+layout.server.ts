import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { app } from '#lib/server/app.ts';
import { deskFrame } from '#lib/server/desk/desk.ts';
import { orFail } from '../../refusals.ts';
import type { LayoutServerLoad } from './$types';

export const _verbs = { load: 'see-desk' } satisfies RouteVerbs;

export const load: LayoutServerLoad = async ({ locals, params }) => {
	const { event, others, places } = orFail(await deskFrame(app(), locals.caller, params));
	return {
		event,
		others: others.map(({ slug, name, date, phase, practice }) => ({ slug, name, date, phase, practice })),
		places
	};
};
