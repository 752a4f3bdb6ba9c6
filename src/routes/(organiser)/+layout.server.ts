import { error } from '@sveltejs/kit';
import { may } from '#lib/server/access/permissions.ts';
import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import type { LayoutServerLoad } from './$types';

export const _verbs = { load: 'see-public' } satisfies RouteVerbs;

/** Who is signed in; or says what the door refused in place of the page, see routes/door.ts. */
export const load: LayoutServerLoad = ({ locals }) => {
	const { accountName: name, caller } = locals;
	if (!locals.refused)
		return { account: name === null ? null : { name, mayManage: may(caller, 'manage-installation', null) } };
	const { status, ...said } = locals.refused;
	error(status, said);
};
