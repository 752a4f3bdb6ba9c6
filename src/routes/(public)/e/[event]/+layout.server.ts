import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { headOf } from '#lib/server/events/eventPage.ts';
import { isUnlisted, UNLISTED } from '../../../unlisted.ts';
import { shownEvent } from '../../../shownEvent.ts';

export const _verbs = { load: 'see-public' } satisfies RouteVerbs;

export const load = async ({ locals, params, setHeaders }) => {
	const eventHead = headOf(await shownEvent(locals, params.event));
	if (isUnlisted(eventHead)) setHeaders(UNLISTED);
	return { eventHead };
};
