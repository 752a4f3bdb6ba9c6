import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail } from '@sveltejs/kit';
import { checkMessage } from '#lib/domain/timing/checks/message.ts';
import { RESULT_STATUSES, type ResultStatus } from '#lib/domain/timing/facts/result.ts';
import * as m from '#lib/paraglide/messages.js';
import { BibSchema } from '#lib/schemas/base/common.ts';
import { ResultsQuerySchema } from '#lib/schemas/results.ts';
import { placeWords } from '#lib/ui/placeWords.ts';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import type { CheckGroup } from '#lib/server/desk/deskChecks.ts';
import { deskResults } from '#lib/server/desk/deskResults.ts';
import { recordRuling } from '#lib/server/rulings/rulings.ts';
import { orFail } from '../../../refusals.ts';
import { refusalFault } from '../../../refusalWords.ts';
import { timingText } from '../../../timingText.ts';
import { text } from '../formValues.ts';
import { publishAs } from '../publishing/publishing.ts';
import { undo, wayBack } from '../wayBack.ts';
import { decideUnknownBib, READS_AT_ONCE } from './unknownBib.ts';
import type { WordedChecks } from './wordedChecks.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = {
	load: 'see-participants',
	provisional: 'publish',
	official: 'publish',
	undo: 'time',
	unknownBib: 'time',
	deadHeat: 'time'
} satisfies RouteVerbs;

const statusOf = (given: string | undefined): ResultStatus | undefined =>
	RESULT_STATUSES.find((status) => status === given);

/** Items shown of one check; the rest are counted. */
const ITEMS_SHOWN = 100;

/** A podium of one sex is named by its letter. */
const LISTS = { F: m.result_filter_F, M: m.result_filter_M, X: m.result_filter_X };
const wordedParams = (params: Record<string, string>): Record<string, string> =>
	params.list !== undefined && Object.hasOwn(LISTS, params.list)
		? { ...params, list: LISTS[params.list as keyof typeof LISTS]() }
		: params;

const worded = ({ check, severity, items }: CheckGroup, places: (slug: string) => string): WordedChecks => ({
	check,
	severity,
	count: items.length,
	items: items.slice(0, ITEMS_SHOWN).map(({ params, passingIds, runners }) => ({
		text: timingText(checkMessage({ check, params: wordedParams(params) }), places),
		runners,
		unknown:
			check === 'unknown-bib'
				? { read: params.read ?? '', passingIds: passingIds.slice(0, READS_AT_ONCE) }
				: null
	}))
});

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
	const { race, status: wanted, ...given } = Object.fromEntries(url.searchParams);
	const status = statusOf(wanted);
	// An address with a mistyped filter shows the whole list rather than an error.
	const query = { ...ResultsQuerySchema.catch({}).parse(given), status };
	const shown = orFail(await deskResults(app(), locals.caller, { event: params.event, race, query }));
	const places = placeWords((await parent()).places);
	const { q = '', sex = '', division = '' } = query;
	return {
		...shown,
		checks: shown.checks.map((group) => worded(group, places)),
		query: { q, sex, division, status: status ?? '' }
	};
};

export const actions: Actions = {
	provisional: (event) => publishAs('provisional', event),
	official: (event) => publishAs('official', event),
	undo,
	unknownBib: decideUnknownBib,
	deadHeat: async ({ request, locals, params }) => {
		const form = await readForm(request);
		const values = { race: text(form, 'race'), bibs: text(form, 'bibs'), why: text(form, 'why') };
		const bibs = values.bibs
			.toUpperCase()
			.split(/[\s,;]+/)
			.filter(Boolean);
		const errors: { field: string; message: string }[] = [];
		const wellFormed = bibs.every((bib) => BibSchema.safeParse(bib).success);
		if (!wellFormed || new Set(bibs).size !== bibs.length || bibs.length < 2 || bibs.length > 100)
			errors.push({ field: 'bibs', message: m.organiser_dead_heat_wrong({ value: values.bibs }) });
		if (errors.length > 0) return fail(400, { deadHeat: values, errors });
		const ruled = await recordRuling(app(), locals.caller, {
			event: params.event,
			ruling: { type: 'dead-heat', race: values.race, bibs, why: values.why }
		});
		if (ruled.ok)
			return {
				done: m.organiser_dead_heat_done({ bibs: bibs.join(', ') }),
				undo: wayBack([ruled.value.id])
			};
		return fail(400, {
			deadHeat: values,
			errors: [refusalFault(ruled.error, { field: 'bibs', why: 'why' })]
		});
	}
};
