/** The cookie by which a browser shows that it signed in to an account before, see server/limits/knownBrowser.ts. */
import type { RequestEvent } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { knownBrowser, rememberedBrowser } from '#lib/server/limits/knownBrowser.ts';
import type { Who } from '#lib/server/limits/limitAct.ts';
import { spokenProtocol } from '../spokenProtocol.ts';

const NAME = 'organiser.known';
/** Browsers keep no cookie for longer. */
const MAX_AGE_S = 400 * 86_400;

/** By whose count a sign-in is limited: a known browser's own, or a stranger's address and account. */
export function whoSignsIn(
	{ cookies, getClientAddress }: Pick<RequestEvent, 'cookies' | 'getClientAddress'>,
	account: string
): Who {
	const browser = knownBrowser(app(), { cookie: cookies.get(NAME), account });
	return browser ? { browser } : { address: getClientAddress(), account };
}

/** After the browser has signed in to the account. */
export function rememberBrowser(
	{ cookies, request, url }: Pick<RequestEvent, 'cookies' | 'request' | 'url'>,
	account: string
): void {
	cookies.set(NAME, rememberedBrowser(app(), { cookie: cookies.get(NAME), account }), {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: spokenProtocol({ request, url }) === 'https',
		maxAge: MAX_AGE_S
	});
}
