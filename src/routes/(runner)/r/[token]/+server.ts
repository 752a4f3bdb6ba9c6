import { localizeHref } from '#lib/paraglide/runtime.js';
import { app } from '#lib/server/app.ts';
import { exchangeLink } from '#lib/server/services/runnerLink.ts';
import { setRunnerCookie } from '../../runnerCookie.ts';

/** The secret goes no further: not into the address bar, the history's next entry, a referrer or a cache. */
export const GET = async ({ params, locals, cookies, request, url }) => {
	const session = await exchangeLink(app(), locals.caller, { token: params.token });
	if (session.ok) setRunnerCookie({ cookies, request, url }, session.value);
	const page = localizeHref('/me');
	return new Response(null, {
		status: 303,
		headers: {
			Location: session.ok ? page : `${page}?link-unknown`,
			'Referrer-Policy': 'no-referrer',
			'Cache-Control': 'no-store',
			'X-Robots-Tag': 'noindex'
		}
	});
};
