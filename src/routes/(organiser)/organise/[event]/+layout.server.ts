import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { app } from '#lib/server/app.ts';
import { deskFrame, type EventSummary } from '#lib/server/desk/desk.ts';
import { orFail } from '../../refusals.ts';
import type { DeskAround, EventAtDesk } from '../../shell/around.ts';
import type { LayoutServerLoad } from './$types';

export const _verbs = { load: 'see-desk' } satisfies RouteVerbs;

export const load: LayoutServerLoad = async ({ locals, params }) => {
	const { event, others, places, pages, state } = orFail(await deskFrame(app(), locals.caller, params));
	return {
		event,
		places,
		desk: { event: atDesk(event), others: others.map(atDesk), pages, state } satisfies DeskAround
	};
};

const atDesk = ({ slug, name, date, phase, practice, timeZone }: EventSummary): EventAtDesk => ({
	slug,
	name,
	date,
	phase,
	practice,
	timeZone
});
