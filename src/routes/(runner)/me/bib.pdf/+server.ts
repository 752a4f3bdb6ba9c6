import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { redirect } from '@sveltejs/kit';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { app } from '#lib/server/app.ts';
import { ownBib } from '#lib/server/print/runnerBib.ts';
import { runnerCaller } from '../../runnerCaller.ts';

export const _verbs = { GET: 'keep-own-entry' } satisfies RouteVerbs;

export const GET = async ({ locals }) => {
	const bib = await ownBib(app(), runnerCaller(locals), { locale: getLocale() });
	if (!bib.ok) redirect(303, localizeHref('/me'));
	return new Response(new Uint8Array(bib.value.pdf), {
		headers: {
			'Content-Type': 'application/pdf',
			'Content-Disposition': `attachment; filename="${bib.value.filename}"`,
			'Cache-Control': 'private, no-store'
		}
	});
};
