import { error } from '@sveltejs/kit';
import { getLocale } from '#lib/paraglide/runtime.js';
import { app } from '#lib/server/app.ts';
import { eventPage } from '#lib/server/events/eventPage.ts';

/** Nothing on this page needs JavaScript, so none is sent. */
export const csr = false;

export const load = async ({ params }) => {
	const page = await eventPage(app(), params.event, getLocale());
	if (!page) error(404, 'not-found');
	return { page, todayMs: app().now() };
};
