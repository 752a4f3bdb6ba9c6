/** Addresses of an event's public pages, in the language of the page. */
import { localizeHref } from '#lib/paraglide/runtime.js';

export const eventHref = (slug: string): string => localizeHref(`/e/${slug}`);
export const registerHref = (slug: string): string => localizeHref(`/e/${slug}/register`);
export const linkHref = (slug: string): string => localizeHref(`/e/${slug}/link`);
export const liveHref = (slug: string): string => localizeHref(`/e/${slug}/live`);
export const resultsHref = (slug: string): string => localizeHref(`/e/${slug}/results`);
export const calendarHref = (slug: string): string => localizeHref(`/e/${slug}/event.ics`);
export const helpHref = (): string => localizeHref('/help');
