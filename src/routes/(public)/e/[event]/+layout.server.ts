import { error } from '@sveltejs/kit';
import { getLocale } from '#lib/paraglide/runtime.js';
import { app } from '#lib/server/app.ts';
import { eventHead } from '#lib/server/events/eventPage.ts';

export const load = async ({ params }) => {
	const head = await eventHead(app(), params.event, getLocale());
	if (!head) error(404, 'not-found');
	return { eventHead: head };
};
