import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { error } from '@sveltejs/kit';
import { REASONS } from '#lib/schemas/base/problem.ts';
import { ResultsQuerySchema } from '#lib/schemas/results.ts';
import { app } from '#lib/server/app.ts';
import { publishedResults } from '#lib/server/results/publicResults.ts';
import { racesIn } from '../racesIn.ts';
import { nothingPublished } from '../nothingYet.ts';
import { shownEvent } from '../../../../shownEvent.ts';
import type { PageServerLoad } from './$types';

export const _verbs = { load: 'see-public' } satisfies RouteVerbs;

/** A list and links: nothing here needs a script. */
export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { race: wanted, ...given } = Object.fromEntries(url.searchParams);
	// An address with a mistyped filter shows the whole list rather than an error.
	const query = ResultsQuerySchema.catch({}).parse(given);
	const [shown, page] = await Promise.all([
		publishedResults(app(), locals.caller, { event: params.event, race: wanted, query }),
		shownEvent(locals, params.event)
	]);
	if (!shown.ok) error(REASONS[shown.error.reason], { message: shown.error.message });
	return {
		...shown.value,
		...racesIn(page, shown.value),
		nothing: nothingPublished(page),
		campaign: { tagline: page.campaign.tagline, message: page.campaign.message },
		query: { q: query.q ?? '', sex: query.sex ?? '' }
	};
};
