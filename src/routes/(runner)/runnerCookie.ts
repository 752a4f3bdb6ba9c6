/** The cookie of a runner's session: not for scripts, and not for other sites' posts. */
import type { RequestEvent } from '@sveltejs/kit';
import type { RunnerSession } from '#lib/server/registration/runnerLink.ts';
import { spokenProtocol } from '../spokenProtocol.ts';

const NAME = 'runner';

type Asked = Pick<RequestEvent, 'cookies' | 'request' | 'url'>;

/** On plain http (a field without a certificate) the cookie cannot be marked secure, or the browser drops it. */
const traits = (asked: Asked) =>
	({ path: '/', httpOnly: true, sameSite: 'lax', secure: spokenProtocol(asked) === 'https' }) as const;

export function setRunnerCookie(asked: Asked, { secret, expiresAtMs }: RunnerSession): void {
	asked.cookies.set(NAME, secret, { ...traits(asked), expires: new Date(expiresAtMs) });
}

/** Answers what the cookie held. */
export function takeRunnerCookie(asked: Asked): string {
	const secret = asked.cookies.get(NAME) ?? '';
	asked.cookies.delete(NAME, traits(asked));
	return secret;
}
