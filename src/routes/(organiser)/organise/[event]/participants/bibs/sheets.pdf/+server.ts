import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { redirect } from '@sveltejs/kit';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { BibSheetsQuerySchema } from '#lib/schemas/bibSheets.ts';
import { app } from '#lib/server/app.ts';
import { bibSheets } from '#lib/server/print/bibSheets.ts';
import { orFail } from '../../../../../refusals.ts';
import type { RequestHandler } from './$types';

export const _verbs = { GET: 'export' } satisfies RouteVerbs;

/** `?race=5k&from=1&to=200&layout=four`, or `?bib=F7`; back to the form, which says what is wrong, when these cannot be printed. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const form = localizeHref(`/organise/${params.event}/participants/bibs`);
	const asked = BibSheetsQuerySchema.safeParse(Object.fromEntries(url.searchParams));
	if (!asked.success) redirect(303, form + url.search);
	const file = orFail(
		await bibSheets(app(), locals.caller, { event: params.event, ...asked.data, locale: getLocale() })
	);
	if (file === 'nobody' || file === 'busy')
		redirect(303, `${form}?${new URLSearchParams([...url.searchParams, ['not', file]])}`);
	return new Response(file.pdf, {
		headers: {
			'Content-Type': 'application/pdf',
			'Content-Disposition': `attachment; filename="${file.filename}"`,
			'Cache-Control': 'private, no-store'
		}
	});
};
