import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail } from '@sveltejs/kit';
import { gunInstant } from '#lib/domain/time/gunTime.ts';
import { parseTimeOfDay } from '#lib/domain/time/timeOfDay.ts';
import * as m from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { organisedEvent, raceDay } from '#lib/server/desk/desk.ts';
import { recordRuling } from '#lib/server/rulings/rulings.ts';
import { startWave, waveGun } from '#lib/server/rulings/startWave.ts';
import { clockOf } from '#lib/ui/dates.ts';
import { gunWords } from '../../givenTimeWords.ts';
import { orFail } from '../../refusals.ts';
import { refusalFault, refusalWords } from '../../refusalWords.ts';
import { text } from './formValues.ts';
import { publishAs } from './publishing/publishing.ts';
import { undo, wayBack } from './wayBack.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

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
	const { races, overdue } = orFail(await raceDay(app(), locals.caller, params));
	return { races, overdue, now: app().now() };
};

/** A confirmed start keeps the instant of its first press; one that lies longer back is asked about anew. */
const CONFIRM_WITHIN_MS = 3_600_000;

function pressedBefore(sent: string, nowMs: number): number | null {
	const pressedMs = /^\d{1,16}$/.test(sent) ? Number(sent) : NaN;
	return pressedMs <= nowMs && nowMs - pressedMs <= CONFIRM_WITHIN_MS ? pressedMs : null;
}

interface SentGun {
	race: string;
	wave: string;
	time: string;
	why: string;
}
const sentGun = (form: FormData): SentGun => ({
	race: text(form, 'race'),
	wave: text(form, 'wave'),
	time: text(form, 'time'),
	why: text(form, 'why')
});
/** The field's id in WaveStart. */
const gunField = ({ race, wave }: SentGun): string => `gun-${race}-${wave}`;

/** Records where the gun of a wave is; null takes it back. */
async function setGun({ locals, params }: RequestEvent, form: FormData, gunMs: number | null) {
	const sent = sentGun(form);
	const { race, wave, why } = sent;
	const ruling = { type: 'wave-start', race, wave, valueMs: gunMs, why } as const;
	const ruled = await recordRuling(app(), locals.caller, { event: params.event, ruling });
	if (!ruled.ok) {
		const fault = refusalFault(ruled.error, { field: gunField(sent), why: `${gunField(sent)}-why` });
		return fail(400, { ...sent, errors: [fault] });
	}
	if (gunMs === null) return { done: m.organiser_start_taken_back(), undo: wayBack([ruled.value.id]) };
	const event = orFail(await organisedEvent(app(), locals.caller, params));
	return {
		done: m.organiser_gun_saved({ time: gunWords(gunMs, event) }),
		undo: wayBack([ruled.value.id])
	};
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
	gun: async (event) => {
		const { locals, params } = event;
		const form = await readForm(event.request);
		const sent = sentGun(form);
		const { race, wave, time } = sent;
		const msOfDay = parseTimeOfDay(time);
		if (msOfDay === null)
			return fail(400, {
				...sent,
				errors: [{ field: gunField(sent), message: m.organiser_gun_wrong({ value: time }) }]
			});
		const asked = { event: params.event, race, wave };
		const inForce = await waveGun(app(), locals.caller, asked);
		if (!inForce.ok)
			return fail(400, { ...sent, errors: [{ field: '', message: refusalWords(inForce.error) }] });
		const { gunMs: inForceMs, ...day } = inForce.value;
		const gun = { msOfDay, inForceMs, nowMs: app().now(), ...day };
		return setGun(event, form, gunInstant(gun));
	},
	takeBack: async (event) => setGun(event, await readForm(event.request), null),
	undo,
	provisional: (event) => publishAs('provisional', event),
	official: (event) => publishAs('official', event)
};
