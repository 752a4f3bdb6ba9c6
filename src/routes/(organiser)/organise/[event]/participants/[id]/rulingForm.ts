/** The forms that decide about one participant: what was filled in becomes a ruling, or faults with the fields' ids. */
import { err, ok, type Result } from '#lib/domain/result.ts';
import { parseDuration } from '#lib/domain/timing/duration.ts';
import { instantAt, instantsAround, nearestInstant, parseTimeOfDay } from '#lib/domain/timing/timeOfDay.ts';
import * as m from '#lib/paraglide/messages.js';
import { BibSchema } from '#lib/schemas/common.ts';
import type { RulingRequest } from '#lib/schemas/ruling.ts';
import { text } from '../../formValues.ts';

/** Each kind of form; `passing` rules about one read of the runner. */
export const RULING_FORMS = [
	'out',
	'penalty',
	'finish-time',
	'start-time',
	'move-wave',
	'bib-swap',
	'claim',
	'passing'
] as const;
export type RulingForm = (typeof RULING_FORMS)[number];

export interface FormFault {
	field: string;
	message: string;
}

export interface About {
	participantId: string;
	race: string;
	/** Of the wave in force, epoch milliseconds. */
	gunMs: number | null;
	/** Of the event. */
	date: string;
	timeZone: string;
}

/** What a form says, as text, to be shown again when something is wrong with it. */
export interface RulingValues {
	form: RulingForm;
	type: string;
	value: string;
	passing: string;
	why: string;
}

export function rulingValues(form: FormData): RulingValues {
	const kind = RULING_FORMS.find((known) => known === text(form, 'form')) ?? 'out';
	const [type, value, passing, why] = ['type', 'value', 'passing', 'why'].map((name) => text(form, name));
	return { form: kind, type: type ?? '', value: value ?? '', passing: passing ?? '', why: why ?? '' };
}

/** Ids of the fields: `penalty-value`, `penalty-why`; of a read `passing-<id>-why`. */
export const fieldPrefix = ({ form, passing }: Pick<RulingValues, 'form' | 'passing'>): string =>
	form === 'passing' ? `passing-${passing}` : form;

export function rulingOfForm(values: RulingValues, about: About): Result<RulingRequest, FormFault[]> {
	const prefix = fieldPrefix(values);
	const faults: FormFault[] = [];
	const ruling = requestOf(values, about);
	if (!ruling.ok) faults.push({ field: `${prefix}-value`, message: ruling.error });
	if (!values.why) faults.push({ field: `${prefix}-why`, message: m.organiser_why_missing() });
	return ruling.ok && faults.length === 0 ? ok({ ...ruling.value, why: values.why }) : err(faults);
}

type Request = Omit<RulingRequest, 'why'>;

function requestOf(values: RulingValues, about: About): Result<Request, string> {
	const { value, type, passing } = values;
	const runner = { race: about.race, participantId: about.participantId };
	switch (values.form) {
		case 'out':
			if (type !== 'dns' && type !== 'dnf' && type !== 'dq') return err(m.organiser_choose_one());
			return ok({ type, ...runner });
		case 'penalty': {
			const ms = parseDuration(value);
			if (!ms) return err(m.organiser_duration_wrong({ value }));
			return ok({ type: 'penalty', ...runner, valueMs: type === 'bonus' ? -ms : ms });
		}
		case 'finish-time':
		case 'start-time': {
			const msOfDay = parseTimeOfDay(value);
			if (msOfDay === null) return err(m.organiser_gun_wrong({ value }));
			return ok({ type: values.form, ...runner, valueMs: instantOf(values.form, msOfDay, about) });
		}
		case 'move-wave':
			return value ? ok({ type: 'move-wave', ...runner, wave: value }) : err(m.organiser_choose_one());
		case 'bib-swap': {
			const other = BibSchema.safeParse(value.toUpperCase());
			if (!other.success) return err(m.organiser_bib_wrong({ value }));
			return ok({ type: 'bib-swap', ...runner, otherBib: other.data });
		}
		case 'claim':
			return value ? ok({ type: 'claim', ...runner, passingId: value }) : err(m.organiser_choose_one());
		case 'passing':
			if (type !== 'void' && type !== 'reinstate' && type !== 'accept') return err(m.organiser_choose_one());
			return ok({ type, passingId: passing });
	}
}

/**
 * The time of day on the day of the gun; of a run past midnight a finish is the first such time after the gun, and a start
 * the one nearest to it.
 */
function instantOf(
	form: 'finish-time' | 'start-time',
	msOfDay: number,
	{ gunMs, date, timeZone }: About
): number {
	if (gunMs === null) return instantAt({ date, msOfDay, timeZone });
	const asked = { aroundMs: gunMs, msOfDay, timeZone };
	const after = form === 'finish-time' ? instantsAround(asked).find((ms) => ms >= gunMs) : undefined;
	return after ?? nearestInstant(asked);
}
