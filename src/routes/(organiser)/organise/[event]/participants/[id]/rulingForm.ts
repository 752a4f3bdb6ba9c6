/** The forms that decide about one participant: what was filled in becomes a ruling, or faults with the fields' ids. */
import { err, ok, type Result } from '#lib/domain/result.ts';
import { parseDuration } from '#lib/domain/time/duration.ts';
import { GIVEN_AS, givenTime, type GivenAs } from '#lib/domain/time/givenTime.ts';
import * as m from '#lib/paraglide/messages.js';
import { BibSchema } from '#lib/schemas/base/common.ts';
import type { RulingRequest } from '#lib/schemas/ruling.ts';
import { durationWords, instantWords, timeFaultWords } from '../../../../givenTimeWords.ts';
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
	/** How a time in `value` is given. */
	as: GivenAs;
	passing: string;
	why: string;
}

export function rulingValues(form: FormData): RulingValues {
	const kind = RULING_FORMS.find((known) => known === text(form, 'form')) ?? 'out';
	const as = GIVEN_AS.find((known) => known === text(form, 'as')) ?? 'either';
	const [type, value, passing, why] = ['type', 'value', 'passing', 'why'].map((name) => text(form, name));
	return { form: kind, type: type ?? '', value: value ?? '', as, passing: passing ?? '', why: why ?? '' };
}

/** Ids of the fields: `penalty-value`, `penalty-why`; of a read `passing-<id>-why`. */
export const fieldPrefix = ({ form, passing }: Pick<RulingValues, 'form' | 'passing'>): string =>
	form === 'passing' ? `passing-${passing}` : form;

export function rulingOfForm(values: RulingValues, about: About): Result<RulingRequest, FormFault[]> {
	const ruling = requestOf(values, about);
	return ruling.ok
		? ok({ ...ruling.value, why: values.why })
		: err([{ field: `${fieldPrefix(values)}-value`, message: ruling.error }]);
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
			const of = values.form === 'finish-time' ? 'finish' : 'start';
			const given = givenTime(value, { as: values.as, basis: { ...about, of } });
			if (!given.ok) return err(timeFaultWords(given.error, value));
			return ok({ type: values.form, ...runner, valueMs: given.value.ms });
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

/** What a recorded decision with a typed time was understood as; empty for others. */
export function understoodWords({ type, valueMs }: RulingRequest, about: About): string {
	if (typeof valueMs !== 'number') return '';
	const words = type === 'penalty' ? durationWords(Math.abs(valueMs)) : instantWords(valueMs, about);
	return m.organiser_understood({ value: words });
}
