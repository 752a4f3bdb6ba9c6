/** The cookie of a runner's session: not for scripts, and not for other sites' posts. */
import type { Cookies } from '@sveltejs/kit';
import type { RunnerSession } from '#lib/server/services/runnerLink.ts';

const NAME = 'runner';

/** On plain http (a field without a certificate) the cookie cannot be marked secure, or the browser drops it. */
const traits = (url: URL) =>
	({ path: '/', httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:' }) as const;

export function setRunnerCookie(
	{ cookies, url }: { cookies: Cookies; url: URL },
	{ secret, expiresAtMs }: RunnerSession
): void {
	cookies.set(NAME, secret, { ...traits(url), expires: new Date(expiresAtMs) });
}

/** Answers what the cookie held. */
export function takeRunnerCookie({ cookies, url }: { cookies: Cookies; url: URL }): string {
	const secret = cookies.get(NAME) ?? '';
	cookies.delete(NAME, traits(url));
	return secret;
}
