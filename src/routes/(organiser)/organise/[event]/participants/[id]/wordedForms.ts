/** The forms that decide about a runner, in the language of the page. For loads only: it holds every message. */
import type { FormInput, ReasonSubject } from '#lib/domain/timing/rulings/form.ts';
import { type AnyRulingForm, RULING_FORMS } from '#lib/domain/timing/rulings/forms.ts';
import * as m from '#lib/paraglide/messages.js';
import { typeWords } from '../../../../rulingWords.ts';

export interface WordedForm {
	/** What it posts as `form`; the ids of its fields begin with it. */
	name: string;
	title: string;
	reasons: ReasonSubject;
	input: FormInput['input'];
	/** What a time is of, and how to give it. */
	of: 'finish' | 'start';
	hint: string;
	/** The types that share it, where one is chosen. */
	types: { value: string; label: string }[];
}

type Titled = Extract<AnyRulingForm, { title: string }>;
type Key = Titled['title'] | Extract<Titled, { hint: string }>['hint'];

/** A form whose texts are missing does not pass the check of types. */
const texts: Record<Key, () => string> = m;

export const wordedForms = (): WordedForm[] =>
	[...RULING_FORMS.values()].flatMap(({ form, types }) => {
		if (!('title' in form)) return [];
		const { name, title, reasons, input } = form;
		const [of, hint] = input === 'time' ? [form.of, texts[form.hint]()] : (['finish', ''] as const);
		const choices = input === 'type' ? types : [];
		return [
			{
				...{ name, title: texts[title](), reasons, input, of, hint },
				types: choices.map((type) => ({ value: type, label: typeWords(type) }))
			}
		];
	});
