import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { app } from '#lib/server/app.ts';
import { deskRulings } from '#lib/server/desk/deskRulings.ts';
import { placeWords } from '#lib/ui/placeWords.ts';
import { orFail } from '../../../refusals.ts';
import { wordedRulings } from '../../../rulingWords.ts';
import { takeBack } from '../deciding/takeBack.ts';
import { undo } from '../wayBack.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = { load: 'see-participants', takeBack: 'time', undo: 'time' } satisfies RouteVerbs;

const PAGE_SIZE = 100;

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
	const rulings = orFail(await deskRulings(app(), locals.caller, params));
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
	const from = (page - 1) * PAGE_SIZE;
	const { event, places } = await parent();
	const words = { timeZone: event.timeZone, places: placeWords(places) };
	return {
		rulings: wordedRulings(rulings.slice(from, from + PAGE_SIZE), words),
		total: rulings.length,
		page,
		pageSize: PAGE_SIZE
	};
};

export const actions: Actions = { takeBack, undo };
