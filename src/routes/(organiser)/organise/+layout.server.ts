import { redirect } from '@sveltejs/kit';
import { localizeHref } from '#lib/paraglide/runtime.js';
import type { LayoutServerLoad } from './$types';

/** Services check again what the caller may do; this sends a visitor to the door. */
export const load: LayoutServerLoad = ({ locals }) => {
	if (locals.caller.kind !== 'account') redirect(303, localizeHref('/sign-in'));
};
