/**
 * A person, once: which fields there are, how long they may be, how they are tidied, and who states them. The form of
 * registration, the runner's own page, participants in the API, lists that are imported and exported, the desk's form and
 * the columns of the store derive from `PERSON`.
 *
 * A new field is an entry here, its words in src/messages/runner (`runner_FIELD`, and `runner_FIELD_why` for why we ask;
 * `organiser_FIELD` where the desk calls it otherwise) and a migration with a column of its name in snake case.
 */
import { z } from 'zod';
import { VISIBILITIES } from '#lib/domain/people/entry.ts';
import { composed, onOneLine, tidyText } from '#lib/domain/people/tidyText.ts';
import { SEXES } from '#lib/domain/timing/facts/course.ts';
import { CivilDateSchema } from './base/common.ts';
import { isOneLine, isStorable, NOT_ONE_LINE, NOT_STORABLE } from './base/text.ts';

/** What a field is besides its values; all may be left out. */
interface Facts {
	/** Known of everybody: it is changed and never cleared. */
	filled?: true;
	/** The runner states it at registration; with `always` the runner changes it later, too. Left out: never. */
	runner?: 'once' | 'always';
	/** Organisers neither see nor state it. */
	runnerOnly?: true;
	/** The runner's forms have a place of its own for it; words without one stand below each other. */
	placed?: true;
	/** Not in the desk's form: programs write it. */
	programs?: true;
	/** The desk says it beside the name. */
	besideName?: true;
	/** What a browser fills into the runner's form. */
	autocomplete?: 'name' | 'nickname' | 'email';
	/** Headings of lists besides the field's name, in any case and with or without accents. */
	headings?: readonly string[];
}

/** What somebody wrote about a person. Counted before it is composed: what fits stays fitting, and API v1 took it so. */
const words = <const F extends Facts>(most: number, facts: F) => ({
	kind: 'words' as const,
	most,
	schema: z
		.string()
		.refine(isStorable, NOT_STORABLE)
		.overwrite(onOneLine)
		.max(most)
		.overwrite(composed)
		.refine((text) => text !== '', NOT_EMPTY),
	...facts
});

/** What something is called elsewhere, where it is compared character by character: only the blanks around it go. */
const reference = <const F extends Facts>(most: number, facts: F) => ({
	kind: 'reference' as const,
	most,
	schema: z
		.string()
		.trim()
		.max(most)
		.refine(isStorable, NOT_STORABLE)
		.refine((text) => !isStorable(text) || isOneLine(text), NOT_ONE_LINE)
		.refine((text) => onOneLine(text) !== '', NOT_EMPTY),
	...facts
});

/** Compared in any case of letters everywhere, so it is kept in one. */
const address = <const F extends Facts>(facts: F) => ({
	kind: 'address' as const,
	most: LONGEST_ADDRESS,
	schema: z
		.string()
		.overwrite((text) => tidyText(text).toLowerCase())
		.check(z.email('must be an e-mail address'))
		.max(LONGEST_ADDRESS),
	...facts
});

const day = <const F extends Facts>(facts: F) => ({
	kind: 'day' as const,
	schema: CivilDateSchema,
	...facts
});

const whole = <const F extends Facts>([least, most]: [number, number], facts: F) => ({
	kind: 'whole' as const,
	schema: z.number().int().min(least).max(most),
	...facts
});

const choice = <const V extends readonly string[], const F extends Facts>(values: V, facts: F) => ({
	kind: 'choice' as const,
	schema: z.enum(values),
	...facts
});

const NOT_EMPTY = 'must not be empty';
/** RFC 5321, 4.5.3.1.3, without the brackets. */
const LONGEST_ADDRESS = 254;

/** In the order in which the API and lists have them. */
export const PERSON = {
	name: words(200, {
		filled: true,
		runner: 'always',
		placed: true,
		autocomplete: 'name',
		headings: [
			'full name',
			'participant',
			'runner',
			'athlete',
			'nume complet',
			'nume si prenume',
			'фио',
			'имя и фамилия'
		]
	}),
	sex: choice(SEXES, { runner: 'once', headings: ['gender', 'sexul', 'gen', 'пол'] }),
	birthDate: day({
		runner: 'once',
		headings: ['date of birth', 'dob', 'birthday', 'born', 'data nasterii', 'дата рождения']
	}),
	/** Whole years on the race's reference day, where no birth date is known. */
	age: whole([0, 130], { headings: ['age on race day', 'varsta', 'возраст'] }),
	club: words(100, {
		runner: 'always',
		besideName: true,
		headings: ['team', 'team name', 'club name', 'echipa', 'клуб', 'команда']
	}),
	/** The id in another system. */
	externalId: reference(100, {
		programs: true,
		headings: ['external id', 'id', 'registration id', 'participant id', 'user id']
	}),
	/** Given explicitly, it wins over age and sex. */
	division: reference(60, {
		headings: ['category', 'age group', 'class', 'categorie', 'grupa de varsta', 'категория']
	}),
	/** What the public may see; `hidden` is in no public list, while the places of others stay. */
	visibility: choice(VISIBILITIES, { filled: true, runner: 'always', headings: ['public name'] }),
	alias: words(60, {
		runner: 'always',
		placed: true,
		autocomplete: 'nickname',
		headings: ['nickname', 'display name', 'pseudonim', 'псевдоним']
	}),
	email: address({
		runner: 'once',
		autocomplete: 'email',
		headings: ['e mail', 'email address', 'mail', 'posta electronica', 'почта']
	}),
	/** Who consented for a minor. */
	guardianName: words(200, { runner: 'once', runnerOnly: true, placed: true })
};

type Fields = typeof PERSON;
export type PersonField = keyof Fields;
/** Names of those fields that have these facts. */
type Having<Fact> = { [K in PersonField]: Fields[K] extends Fact ? K : never }[PersonField];

/** What is said in words, on one line. */
export type WordsField = Having<{ kind: 'words' }>;
/** What the runner states when registering. */
export type RunnerField = Having<{ runner: 'once' | 'always' }>;
/** What the runner states, and changes later. */
export type OwnField = Having<{ runner: 'always' }>;
/** What organisers see and state. */
export type OrganiserField = Exclude<PersonField, Having<{ runnerOnly: true }>>;
/** What the desk's form has. */
export type DeskField = Exclude<OrganiserField, Having<{ programs: true }>>;

/** As it is stored; null: not known. */
export type Person = {
	[K in PersonField]: z.output<Fields[K]['schema']> | (Fields[K] extends { filled: true } ? never : null);
};

type FilledField = Having<{ filled: true }>;
/** What a form or a program says of these fields; what is left out stays as it is stored. */
export type Said<F extends PersonField> = Pick<Person, F & FilledField> &
	Partial<Pick<Person, Exclude<F, FilledField>>>;

/** What is known of a field, whichever it is. */
export const factsOf = (field: PersonField): Facts & { kind: Fields[PersonField]['kind']; most?: number } =>
	PERSON[field];

const having = <K extends PersonField>(has: (field: PersonField) => boolean): K[] =>
	(Object.keys(PERSON) as PersonField[]).filter((field): field is K => has(field));

export const RUNNER_FIELDS = having<RunnerField>((field) => factsOf(field).runner !== undefined);
export const OWN_FIELDS = having<OwnField>((field) => factsOf(field).runner === 'always');
export const ORGANISER_FIELDS = having<OrganiserField>((field) => !factsOf(field).runnerOnly);
export const DESK_FIELDS = having<DeskField>(
	(field) => !factsOf(field).runnerOnly && !factsOf(field).programs
);
/** What the runner's forms ask in words, one below the other. */
export const PLAIN_FIELDS = having<RunnerField & WordsField>((field) => {
	const { kind, runner, placed } = factsOf(field);
	return kind === 'words' && runner !== undefined && !placed;
});

/** What the desk says beside the name. */
export const besideName = (person: Partial<Person>): string[] =>
	ORGANISER_FIELDS.filter((field) => factsOf(field).besideName).flatMap((field) => {
		const value = person[field];
		return value === null || value === undefined ? [] : [String(value)];
	});

/** What the API takes of each field, and answers with: null where it is not known. */
export const WIRE_FIELDS = Object.fromEntries(
	ORGANISER_FIELDS.map((field) => {
		const { schema } = PERSON[field];
		return [field, factsOf(field).filled ? schema : schema.nullable()];
	})
) as {
	[K in OrganiserField]: Fields[K] extends { filled: true }
		? Fields[K]['schema']
		: z.ZodNullable<Fields[K]['schema']>;
};

/** What lists call the fields, besides their names. */
export const HEADINGS = Object.fromEntries(
	ORGANISER_FIELDS.map((field) => [field, factsOf(field).headings ?? []])
);
