import { getLocale } from '#lib/paraglide/runtime.js';
import { app } from '#lib/server/app.ts';
import { eventCards } from '#lib/server/events/eventPage.ts';

/** Nothing on this page needs JavaScript, so none is sent. */
export const csr = false;

export const load = async () => ({ events: await eventCards(app(), getLocale()) });
