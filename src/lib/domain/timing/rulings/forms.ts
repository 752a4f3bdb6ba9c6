/** The forms that the types of rulings name, in the order of the table. */
import { RULING_TYPES, type RulingType } from '#lib/domain/timing/facts/ruling.ts';
import { RULINGS } from './table.ts';

export type AnyRulingForm = NonNullable<(typeof RULINGS)[RulingType]['form']>;

interface SharedForm {
	form: AnyRulingForm;
	/** Those that share it. */
	types: RulingType[];
}

export const RULING_FORMS: ReadonlyMap<string, SharedForm> = RULING_TYPES.reduce((forms, type) => {
	const { form } = RULINGS[type];
	if (form) forms.set(form.name, { form, types: [...(forms.get(form.name)?.types ?? []), type] });
	return forms;
}, new Map<string, SharedForm>());
