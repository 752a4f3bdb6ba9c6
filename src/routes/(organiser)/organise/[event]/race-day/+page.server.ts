import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { app } from '#lib/server/app.ts';
import { raceDay } from '#lib/server/desk/desk.ts';
import { orFail } from '../../../refusals.ts';
import { publishAs } from '../publishing/publishing.ts';
import { undo } from '../wayBack.ts';
import { gun, takeBack } from './gunActions.ts';
import { start } from './startAction.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = {
	load: 'see-desk',
	start: 'time',
	gun: 'time',
	takeBack: 'time',
	undo: 'time',
	provisional: 'publish',
	official: 'publish'
} satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('desk:day');
	return { ...orFail(await raceDay(app(), locals.caller, params)), now: app().now() };
};

export const actions: Actions = {
	start,
	gun,
	takeBack,
	undo,
	provisional: (event) => publishAs('provisional', event),
	official: (event) => publishAs('official', event)
};
