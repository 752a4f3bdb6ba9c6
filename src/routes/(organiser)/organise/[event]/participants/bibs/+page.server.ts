import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import * as m from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { deskCourses } from '#lib/server/desk/deskCourse.ts';
import { orFail } from '../../../../refusals.ts';
import { bibFaults } from './bibFaults.ts';
import type { PageServerLoad } from './$types';

export const _verbs = { load: 'export' } satisfies RouteVerbs;

/** Why the download led back here. */
const NOT_PRINTED: Record<string, () => string> = { nobody: m.bib_sheets_nobody, busy: m.bib_sheets_busy };

/** Comes back from the download with what was asked for when it cannot be printed. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const races = orFail(await deskCourses(app(), locals.caller, params));
	const asked = (name: string): string => url.searchParams.get(name) ?? '';
	const values = {
		race: asked('race'),
		from: asked('from'),
		to: asked('to'),
		layout: asked('layout') || 'one'
	};
	const faults = bibFaults(values);
	const not = faults.length === 0 ? url.searchParams.get('not') : null;
	return {
		values,
		errors: not ? [{ field: 'from', message: NOT_PRINTED[not]?.() ?? m.bib_sheets_nobody() }] : faults,
		races: [
			{ value: '', label: m.organiser_all_races() },
			...races.map(({ slug, name }) => ({ value: slug, label: name }))
		]
	};
};
