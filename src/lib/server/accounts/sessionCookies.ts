import type { Cookies } from '@sveltejs/kit';
import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies';

/** Passes the Set-Cookie lines of better-auth on through kit. */
export function passOnCookies(cookies: Cookies, headers: Headers): void {
	for (const [name, attributes] of parseSetCookieHeader(headers.getSetCookie().join(', ')))
		cookies.set(name, attributes.value, { ...toCookieOptions(attributes), path: attributes.path ?? '/' });
}
