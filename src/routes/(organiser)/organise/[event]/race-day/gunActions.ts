/** What the form with a wave's gun posts: a time that is given afterwards, or the way back to not started. */
import { fail } from '@sveltejs/kit';
import { gunInstant } from '#lib/domain/time/gunTime.ts';
import { parseTimeOfDay } from '#lib/domain/time/timeOfDay.ts';
import * as m from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { organisedEvent } from '#lib/server/desk/desk.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { setGun, waveGun } from '#lib/server/rulings/startWave.ts';
import { gunWords } from '../../../givenTimeWords.ts';
import { orFail } from '../../../refusals.ts';
import { refusalFault, refusalWords, versionFaultWords } from '../../../refusalWords.ts';
import { text } from '../formValues.ts';
import { wayBack } from '../wayBack.ts';

interface Posted {
	request: Request;
	locals: App.Locals;
	params: { event: string };
}

interface SentGun {
	race: string;
	wave: string;
	time: string;
	why: string;
	version: string;
}
const sentGun = (form: FormData): SentGun => ({
	race: text(form, 'race'),
	wave: text(form, 'wave'),
	time: text(form, 'time'),
	why: text(form, 'why'),
	version: text(form, 'version')
});
/** The field's id in WaveStart. */
const gunField = ({ race, wave }: SentGun): string => `gun-${race}-${wave}`;

export async function gun({ request, locals, params }: Posted) {
	const sent = sentGun(await readForm(request));
	const { race, wave, time } = sent;
	const msOfDay = parseTimeOfDay(time);
	if (msOfDay === null)
		return fail(400, {
			...sent,
			errors: [{ field: gunField(sent), message: m.organiser_gun_wrong({ value: time }) }]
		});
	const inForce = await waveGun(app(), locals.caller, { event: params.event, race, wave });
	if (!inForce.ok)
		return fail(400, { ...sent, errors: [{ field: '', message: refusalWords(inForce.error) }] });
	const { gunMs: inForceMs, ...day } = inForce.value;
	return set({ locals, params }, sent, gunInstant({ msOfDay, inForceMs, nowMs: app().now(), ...day }));
}

export async function takeBack({ request, locals, params }: Posted) {
	return set({ locals, params }, sentGun(await readForm(request)), null);
}

async function set({ locals, params }: Omit<Posted, 'request'>, sent: SentGun, gunMs: number | null) {
	const { race, wave, why, version: madeFrom } = sent;
	const asked = { event: params.event, race, wave, gunMs, why, madeFrom };
	const ruled = await setGun(app(), locals.caller, asked);
	const day = async () => orFail(await organisedEvent(app(), locals.caller, params));
	if (!ruled.ok) {
		const { versionFault, since } = ruled.error;
		const field = gunField(sent);
		if (versionFault)
			return fail(409, { ...sent, errors: [{ field, message: versionFaultWords[versionFault]() }] });
		if (!since) {
			const fault = refusalFault(ruled.error, { field, why: `${field}-why` });
			return fail(400, { ...sent, errors: [fault] });
		}
		const message =
			since.gunMs === null
				? m.organiser_gun_clash_none()
				: m.organiser_gun_clash({ time: gunWords(since.gunMs, await day()) });
		return fail(409, { ...sent, version: since.version, errors: [{ field, message }] });
	}
	const undo = wayBack([ruled.value.rulingId]);
	if (gunMs === null) return { done: m.organiser_start_taken_back(), undo };
	return { done: m.organiser_gun_saved({ time: gunWords(gunMs, await day()) }), undo };
}
