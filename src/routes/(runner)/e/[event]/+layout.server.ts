import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { eventHeadOf } from '../../../eventHead.ts';
import { isUnlisted, UNLISTED } from '../../../unlisted.ts';
import { shownEvent } from '../../../shownEvent.ts';

export const _verbs = { load: 'see-public' } satisfies RouteVerbs;

export const load = async ({ locals, params, setHeaders }) => {
	const event = await shownEvent(locals, params.event);
	if (isUnlisted(event)) setHeaders(UNLISTED);
	return { eventHead: eventHeadOf(event) };
};
