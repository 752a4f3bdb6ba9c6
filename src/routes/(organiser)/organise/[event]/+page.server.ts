import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { organisedEvent } from '#lib/server/desk/desk.ts';
import { overview } from '#lib/server/desk/overview.ts';
import { startWave } from '#lib/server/rulings/startWave.ts';
import { may } from '#lib/server/access/permissions.ts';
import { backToDraft, endPreview, preview, publishEvent } from './draft/draftActions.ts';
import { clockOf, longMoment } from '#lib/ui/dates.ts';
import { orFail } from '../../refusals.ts';
import { refusalWords } from '../../refusalWords.ts';
import { text } from './formValues.ts';
import { gun, takeBack } from './race-day/gunActions.ts';
import { publishAs } from './publishing/publishing.ts';
import { undo, wayBack } from './wayBack.ts';
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

/** A confirmed start keeps the instant of its first press; one that lies longer back is asked about anew. */
const CONFIRM_WITHIN_MS = 3_600_000;

function pressedBefore(sent: string, nowMs: number): number | null {
	const pressedMs = /^\d{1,16}$/.test(sent) ? Number(sent) : NaN;
	return pressedMs <= nowMs && nowMs - pressedMs <= CONFIRM_WITHIN_MS ? pressedMs : null;
}

export const actions: Actions = {
	start: async ({ request, locals, params }) => {
		// Before the form is read: the press is the gun, as near as the network lets us know it.
		const nowMs = app().now();
		const form = await readForm(request);
		const [race, wave, sent] = [text(form, 'race'), text(form, 'wave'), text(form, 'pressed')];
		const first = pressedBefore(sent, nowMs);
		const pressedMs = first ?? nowMs;
		const confirmed = text(form, 'confirmed') === 'yes' && (sent === '' || first !== null);
		const asked = { event: params.event, race, wave, pressedMs, confirmed };
		const started = await startWave(app(), locals.caller, asked);
		if (!started.ok) return fail(400, { errors: [{ field: '', message: refusalWords(started.error) }] });
		if (started.value.kind === 'asked') return fail(409, { race, wave, pressedMs });
		const { timeZone } = orFail(await organisedEvent(app(), locals.caller, params));
		const time = clockOf(started.value.gunMs, timeZone);
		if (started.value.kind === 'running')
			return fail(409, { errors: [{ field: '', message: m.organiser_started_already({ time }) }] });
		return { done: m.organiser_started({ time }), undo: wayBack([started.value.rulingId]) };
	},
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
