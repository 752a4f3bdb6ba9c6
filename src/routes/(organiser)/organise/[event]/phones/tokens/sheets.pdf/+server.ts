import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { redirect } from '@sveltejs/kit';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { FinishTokensQuerySchema } from '#lib/schemas/finishTokens.ts';
import { app } from '#lib/server/app.ts';
import { finishTokens } from '#lib/server/print/finishTokens.ts';
import { orFail } from '../../../../../refusals.ts';
import type { RequestHandler } from './$types';

export const _verbs = { GET: 'time' } satisfies RouteVerbs;

/** `?from=1&to=200`; back to the form, which says what is wrong, when these cannot be printed. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const asked = FinishTokensQuerySchema.safeParse(Object.fromEntries(url.searchParams));
	if (!asked.success)
		redirect(303, `${localizeHref(`/organise/${params.event}/phones/tokens`)}${url.search || '?from='}`);
	const { pdf, filename } = orFail(
		await finishTokens(app(), locals.caller, { event: params.event, ...asked.data, locale: getLocale() })
	);
	return new Response(new Uint8Array(pdf), {
		headers: {
			'Content-Type': 'application/pdf',
			'Content-Disposition': `attachment; filename="${filename}"`
		}
	});
};
