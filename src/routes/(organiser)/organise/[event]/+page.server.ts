import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { app } from '#lib/server/app.ts';
import { overview } from '#lib/server/desk/overview.ts';
import { may } from '#lib/server/access/permissions.ts';
import { backToDraft, endPreview, preview, publishEvent } from './draft/draftActions.ts';
import { longMoment } from '#lib/ui/dates.ts';
import { orFail } from '../../refusals.ts';
import { publishAs } from './publishing/publishing.ts';
import { gun, takeBack } from './race-day/gunActions.ts';
import { start } from './race-day/startAction.ts';
import { undo } from './wayBack.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = {
	load: 'see-desk',
	start: 'time',
	gun: 'time',
	takeBack: 'time',
	undo: 'time',
	provisional: 'publish',
	official: 'publish',
	publishEvent: 'edit-event',
	backToDraft: 'edit-event',
	preview: 'edit-event',
	endPreview: 'edit-event'
} satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals, params, depends, parent }) => {
	depends('desk:day');
	const { previewEndsMs, ...shown } = orFail(await overview(app(), locals.caller, params));
	const { event } = await parent();
	return {
		...shown,
		now: app().now(),
		mayManage: may(locals.caller, 'manage-installation', null),
		previewUntil: previewEndsMs === null ? null : longMoment(previewEndsMs, event.timeZone)
	};
};

export const actions: Actions = {
	start,
	gun,
	takeBack,
	undo,
	provisional: (event) => publishAs('provisional', event),
	official: (event) => publishAs('official', event),
	publishEvent,
	backToDraft,
	preview,
	endPreview
};
