/** The forms that decide about one participant: what was filled in becomes a ruling, or faults with the fields' ids. */
import { err, ok, type Result } from '#lib/domain/result.ts';
import { parseDuration } from '#lib/domain/time/duration.ts';
import { GIVEN_AS, givenTime, type GivenAs } from '#lib/domain/time/givenTime.ts';
import { RULING_FORMS } from '#lib/domain/timing/rulings/forms.ts';
import { needsOf } from '#lib/domain/timing/rulings/lookup.ts';
import * as m from '#lib/paraglide/messages.js';
import { BibSchema } from '#lib/schemas/base/common.ts';
import type { RulingRequest } from '#lib/schemas/ruling.ts';
import { durationWords, instantWords, timeFaultWords } from '../../../../givenTimeWords.ts';
import { text } from '../../formValues.ts';

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
	/** Its name, see RULING_FORMS. */
	form: string;
	type: string;
	value: string;
	/** How a time in `value` is given. */
	as: GivenAs;
	passing: string;
	why: string;
}

export function rulingValues(form: FormData): RulingValues {
	const kind = RULING_FORMS.get(text(form, 'form'))?.form.name ?? 'out';
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
	const { value, passing } = values;
	const shared = RULING_FORMS.get(values.form);
	const [only] = shared?.types ?? [];
	if (!shared || !only) return err(m.organiser_choose_one());
	const { form, types } = shared;
	const chosen = types.find((type) => type === values.type);
	const runner = { race: about.race, participantId: about.participantId };
	switch (form.input) {
		case 'type':
			return chosen ? ok({ type: chosen, ...runner }) : err(m.organiser_choose_one());
		case 'at-read':
			return chosen ? ok({ type: chosen, passingId: passing }) : err(m.organiser_choose_one());
		case 'duration': {
			const ms = parseDuration(value);
			if (!ms) return err(m.organiser_duration_wrong({ value }));
			return ok({ type: only, ...runner, valueMs: values.type === 'bonus' ? -ms : ms });
		}
		case 'time': {
			const given = givenTime(value, { as: values.as, basis: { ...about, of: form.of } });
			if (!given.ok) return err(timeFaultWords(given.error, value));
			return ok({ type: only, ...runner, valueMs: given.value.ms });
		}
		case 'wave':
			return value ? ok({ type: only, ...runner, wave: value }) : err(m.organiser_choose_one());
		case 'other-bib': {
			const other = BibSchema.safeParse(value.toUpperCase());
			if (!other.success) return err(m.organiser_bib_wrong({ value }));
			return ok({ type: only, ...runner, otherBib: other.data });
		}
		case 'nobodys-read':
			return value ? ok({ type: only, ...runner, passingId: value }) : err(m.organiser_choose_one());
	}
}

/** What a recorded decision with a typed time was understood as; empty for others. */
export function understoodWords({ type, valueMs }: RulingRequest, about: About): string {
	if (typeof valueMs !== 'number') return '';
	const duration = needsOf(type).includes('duration');
	const words = duration ? durationWords(Math.abs(valueMs)) : instantWords(valueMs, about);
	return m.organiser_understood({ value: words });
}
