import type { Reroute } from '@sveltejs/kit';
import { deLocalizeUrl } from '#lib/paraglide/runtime.js';

/** `/ro/e/x` and `/ru/e/x` are the route `/e/x`: the language is in the address, the routes know nothing of it. */
export const reroute: Reroute = ({ url }) => deLocalizeUrl(url).pathname;
