/** What a form says that was sent too often: how long to wait, above the form, which keeps what was typed. */
import * as m from '#lib/paraglide/messages.js';
import type { TooMany } from '#lib/server/limits/limitAct.ts';

/** An error of the whole form, in the page's language; the answer gets `Retry-After`. */
export function tooManyTries(
	setHeaders: (headers: Record<string, string>) => void,
	{ waitS }: TooMany
): { field: string; message: string } {
	setHeaders({ 'Retry-After': String(waitS) });
	return { field: '', message: m.form_too_many({ minutes: Math.ceil(waitS / 60) }) };
}
