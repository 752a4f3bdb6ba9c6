/**
 * The controls of a person's fields, in the language of the page: what they are called, how long they may be. For loads
 * and actions only: it holds every message, and pages need few of them.
 */
import * as m from '#lib/paraglide/messages.js';
import {
	DESK_FIELDS,
	factsOf,
	OWN_FIELDS,
	PERSON,
	PLAIN_FIELDS,
	type DeskField,
	type OwnField,
	type PersonField
} from '#lib/schemas/person.ts';
import { sexWords, visibilityWords } from './(organiser)/participantWords.ts';

/** What ui/form/Field.svelte takes besides a value and an error. */
export interface PersonControl<Field extends PersonField = PersonField> {
	id: Field;
	label: string;
	hint?: string;
	/** Why it is asked. */
	why?: string;
	optional: boolean;
	maxlength?: number;
	type?: 'email' | 'date';
	inputmode?: 'numeric';
	autocomplete?: 'name' | 'nickname' | 'email' | 'off';
	options?: { value: string; label: string }[];
}

const texts = m as unknown as Record<string, (() => string) | undefined>;
const inSnakeCase = (field: string): string =>
	field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Messages are named by the field: `runner_club`, `runner_club_why`, `organiser_club_hint`. A test knows them by this list. */
export const PERSON_MESSAGE_KEYS = Object.keys(PERSON).flatMap((field) =>
	['runner', 'organiser'].flatMap((by) =>
		['', '_hint', '_why'].map((end) => `${by}_${inSnakeCase(field)}${end}`)
	)
);

const wordsOf = (by: 'runner' | 'organiser', field: PersonField, end = ''): string | undefined =>
	texts[`${by}_${inSnakeCase(field)}${end}`]?.();

/** As the desk calls it. */
export const deskLabel = (field: PersonField): string => wordsOf('organiser', field) ?? runnerLabel(field);

/** As the runner's forms call it. */
export const runnerLabel = (field: PersonField): string => wordsOf('runner', field) ?? field;

const shared = <Field extends PersonField>(field: Field) => {
	const { kind, most, filled } = factsOf(field);
	return {
		id: field,
		optional: !filled,
		maxlength: most,
		...(kind === 'address' ? { type: 'email' as const } : {}),
		...(kind === 'day' ? { type: 'date' as const } : {}),
		...(kind === 'whole' ? { inputmode: 'numeric' as const } : {})
	};
};

/** Those of the own page, without what was told when registering. */
const ownControl = (field: PersonField): PersonControl => ({
	...shared(field),
	label: runnerLabel(field),
	autocomplete: factsOf(field).autocomplete
});
const askedControl = (field: PersonField): PersonControl => ({
	...ownControl(field),
	hint: wordsOf('runner', field, '_hint'),
	why: wordsOf('runner', field, '_why')
});

/** Of the form of registration; `plain` stand one below the other. At a walk there are no teams of clubs. */
export const registrationControls = ({ walk }: { walk: boolean }) => ({
	name: askedControl('name'),
	email: { ...askedControl('email'), optional: false },
	alias: askedControl('alias'),
	guardianName: askedControl('guardianName'),
	plain: PLAIN_FIELDS.filter((field) => !walk || field !== 'club').map(askedControl)
});

const isOwn = (field: PersonField): field is OwnField => (OWN_FIELDS as PersonField[]).includes(field);

/** Of the runner's own page. */
export const ownControls = () => ({
	name: ownControl('name'),
	alias: askedControl('alias'),
	plain: PLAIN_FIELDS.filter(isOwn).map(ownControl)
});

const CHOICES: Partial<Record<PersonField, Record<string, () => string>>> = {
	sex: sexWords,
	visibility: visibilityWords
};
const none = { value: '', label: '–' };

/** Of the desk's form, in the order of the fields. */
export const deskControls = (): PersonControl<DeskField>[] => DESK_FIELDS.map(deskControl);

function deskControl(field: DeskField): PersonControl<DeskField> {
	const { filled } = factsOf(field);
	const options = Object.entries(CHOICES[field] ?? {}).map(([value, label]) => ({ value, label: label() }));
	return {
		...shared(field),
		label: wordsOf('organiser', field) ?? runnerLabel(field),
		hint: wordsOf('organiser', field, '_hint'),
		...(options.length > 0 ? { options: filled ? options : [none, ...options] } : { autocomplete: 'off' })
	};
}
