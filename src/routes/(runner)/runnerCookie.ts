/** The cookie of a runner's session: not for scripts, and not for other sites' posts. */
import type { RequestEvent } from '@sveltejs/kit';
import { SPOKEN_PROTOCOL_HEADER } from '#lib/server/kitRequest.ts';
import type { RunnerSession } from '#lib/server/services/runnerLink.ts';

const NAME = 'runner';

type Asked = Pick<RequestEvent, 'cookies' | 'request' | 'url'>;

/** On plain http (a field without a certificate) the cookie cannot be marked secure, or the browser drops it. */
const traits = ({ request, url }: Pick<Asked, 'request' | 'url'>) =>
	({ path: '/', httpOnly: true, sameSite: 'lax', secure: protocolOf({ request, url }) === 'https' }) as const;

/** The browser's own; the address that kit knows is always our origin. In development kit knows the browser's. */
const protocolOf = ({ request, url }: Pick<Asked, 'request' | 'url'>): string =>
	request.headers.get(SPOKEN_PROTOCOL_HEADER) ?? url.protocol.slice(0, -1);

export function setRunnerCookie(asked: Asked, { secret, expiresAtMs }: RunnerSession): void {
	asked.cookies.set(NAME, secret, { ...traits(asked), expires: new Date(expiresAtMs) });
}

/** Answers what the cookie held. */
export function takeRunnerCookie(asked: Asked): string {
	const secret = asked.cookies.get(NAME) ?? '';
	asked.cookies.delete(NAME, traits(asked));
	return secret;
}
