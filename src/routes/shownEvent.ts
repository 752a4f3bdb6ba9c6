/** The event that a public page is about, asked for once: its layout and its own load share the answer. */
import { error } from '@sveltejs/kit';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { EventPage } from '#lib/schemas/event/eventPage.ts';
import { app } from '#lib/server/app.ts';
import { eventPage } from '#lib/server/events/eventPage.ts';

/** By the request's own object, which goes with it; then by slug. */
const shown = new WeakMap<App.Locals, Map<string, Promise<EventPage | null>>>();

/**
 * For loads alone: what an action changed has to be read anew.
 * @throws HttpError 404: there is no such event
 */
export async function shownEvent(
	locals: App.Locals,
	slug: string,
	/** Whoever is entered sees the own event, also while it is a draft. */
	{ invited = false } = {}
): Promise<EventPage> {
	const ofRequest = shown.get(locals) ?? new Map<string, Promise<EventPage | null>>();
	shown.set(locals, ofRequest);
	const asked =
		ofRequest.get(slug) ?? eventPage(app(), locals.caller, { event: slug, locale: getLocale(), invited });
	ofRequest.set(slug, asked);
	return (await asked) ?? error(404, 'not-found');
}
