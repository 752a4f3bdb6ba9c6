/** What the button of a start posts, on the overview as on the page of race day. */
import { fail, type RequestEvent } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { organisedEvent } from '#lib/server/desk/desk.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { startWave } from '#lib/server/rulings/startWave.ts';
import { clockOf } from '#lib/ui/dates.ts';
import { orFail } from '../../../refusals.ts';
import { refusalWords } from '../../../refusalWords.ts';
import { text } from '../formValues.ts';
import { wayBack } from '../wayBack.ts';

type Posted = RequestEvent<{ event: string }>;

/** A confirmed start keeps the instant of its first press; one that lies longer back is asked about anew. */
const CONFIRM_WITHIN_MS = 3_600_000;

function pressedBefore(sent: string, nowMs: number): number | null {
	const pressedMs = /^\d{1,16}$/.test(sent) ? Number(sent) : NaN;
	return pressedMs <= nowMs && nowMs - pressedMs <= CONFIRM_WITHIN_MS ? pressedMs : null;
}

export async function start({ request, locals, params }: Posted) {
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
}
