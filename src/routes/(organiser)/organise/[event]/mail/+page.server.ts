import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { app } from '#lib/server/app.ts';
import { stuckMails } from '#lib/server/mail/stuckMails.ts';
import { longMoment } from '#lib/ui/dates.ts';
import { orFail } from '../../../refusals.ts';
import type { PageServerLoad } from './$types';

export const _verbs = { load: 'write-to-participants' } satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals, params, parent }) => {
	const groups = orFail(await stuckMails(app(), locals.caller, params));
	const { event } = await parent();
	return {
		groups: groups.map(({ sinceMs, ...group }) => ({
			...group,
			since: longMoment(sinceMs, event.timeZone)
		}))
	};
};
