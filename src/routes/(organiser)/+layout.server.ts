import { error } from '@sveltejs/kit';
import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import type { LayoutServerLoad } from './$types';

export const _verbs = { load: 'see-public' } satisfies RouteVerbs;

/** Says what the door refused in place of the page, see routes/door.ts. */
export const load: LayoutServerLoad = ({ locals }) => {
	if (!locals.refused) return;
	const { status, ...said } = locals.refused;
	error(status, said);
};
