/** The cookie that says that the password was typed again; see server/accounts/passwordAgain.ts. */
import type { RequestEvent } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { passwordHoldsUntil } from '#lib/server/accounts/passwordAgain.ts';
import { spokenProtocol } from '../../../spokenProtocol.ts';

const NAME = 'organiser.password';

export const openUntil = ({ cookies, locals }: Pick<RequestEvent, 'cookies' | 'locals'>): number | null =>
	passwordHoldsUntil(app(), locals.caller, cookies.get(NAME));

export function keepOpen(
	{ cookies, request, url }: Pick<RequestEvent, 'cookies' | 'request' | 'url'>,
	{ cookie, untilMs }: { cookie: string; untilMs: number }
): void {
	cookies.set(NAME, cookie, {
		path: '/',
		httpOnly: true,
		sameSite: 'strict',
		secure: spokenProtocol({ request, url }) === 'https',
		expires: new Date(untilMs)
	});
}
