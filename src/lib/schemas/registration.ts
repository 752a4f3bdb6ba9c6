/**
 * The forms of a runner: registration, change of the entry, "send my link again". Every field is text, as a form
 * without JavaScript sends it; a fault is a reason out of a closed list, which the page words in its language.
 */
import { z } from 'zod';
import type { EntryChange } from '#lib/domain/people/change.ts';
import type { Registrant } from '#lib/domain/people/entry.ts';
import type { FieldFault, FieldFaultReason } from '#lib/domain/people/fault.ts';
import { onOneLine } from '#lib/domain/people/tidyText.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import { civilDate } from '#lib/domain/time/civilDate.ts';
import {
	factsOf,
	OWN_FIELDS,
	PERSON,
	PLAIN_FIELDS,
	RUNNER_FIELDS,
	type OwnField,
	type Person,
	type RunnerField,
	type Said,
	type WordsField
} from './person.ts';

/** What a runner (or the guardian) filled in, well-formed. */
export type Registration = Said<RunnerField> &
	Registrant & {
		/** Slug of the race. */
		race: string;
	};

/** What a runner changes on the own page. */
export type OwnChange = Said<OwnField> & EntryChange;

const because = <R extends FieldFaultReason>(reason: R): { error: R } => ({ error: reason });

/** `guardianName` → `guardian-name`, as reasons begin. */
const reasonOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** No form sends half a surrogate pair or U+0000; should one, it is the character for "unreadable", and a blank. */
const readable = (text: string): string => text.toWellFormed().replaceAll('\u0000', ' ');

/**
 * A field of a person that is said in words. What nobody may leave out needs a letter or a digit: whoever fills in a form
 * writes a name, while a list may hold what stood in another.
 */
const words = (field: WordsField) =>
	z
		.string()
		.default('')
		.transform((sent, context): string | null => {
			const text = readable(sent);
			const fault = (message: string) => {
				context.addIssue({ code: 'custom', message });
				return z.NEVER;
			};
			if (factsOf(field).filled && !/[\p{L}\p{N}]/u.test(text)) return fault(`${reasonOf(field)}-missing`);
			if (onOneLine(text) === '') return null;
			const parsed = PERSON[field].schema.safeParse(text);
			return parsed.success ? parsed.data : fault(`${reasonOf(field)}-too-long`);
		});

/** A box of its own: absent when it is not ticked. */
const box = z
	.string()
	.optional()
	.transform((value) => value !== undefined);

const email = z.string(because('email-missing')).transform((sent, context) => {
	const fault = (message: FieldFaultReason) => {
		context.addIssue({ code: 'custom', message });
		return z.NEVER;
	};
	if (sent.trim() === '') return fault('email-missing');
	const parsed = PERSON.email.schema.safeParse(sent);
	return parsed.success ? parsed.data : fault('email-unreal');
});
const sex = z
	.enum([...PERSON.sex.schema.options, 'unsaid'], because('sex-missing'))
	.transform((value) => (value === 'unsaid' ? null : value));
const visibility = z.enum(PERSON.visibility.schema.options, because('visibility-missing'));
const digits = z.string().trim().default('');

/** Schemas of controls by field. A birth date has three controls, and is parsed apart. */
const controls = <F extends RunnerField>(fields: readonly F[]) =>
	Object.fromEntries(
		fields.flatMap((field): [string, z.ZodType][] => {
			if (field === 'birthDate') return [];
			if (field === 'email') return [[field, email]];
			if (field === 'sex') return [[field, sex]];
			return [[field, field === 'visibility' ? visibility : words(field as WordsField)]];
		})
	) as { [K in Exclude<F, 'birthDate' | 'email'>]: z.ZodType<Person[K]> } & {
		[K in F & 'email']: typeof email;
	};

/** Somebody shown under another name needs one. */
function needAlias(value: { visibility: string; alias: string | null }, context: z.RefinementCtx): void {
	if (value.visibility === 'alias' && !value.alias)
		context.addIssue({
			code: 'custom',
			path: ['alias'],
			message: 'alias-missing' satisfies FieldFaultReason
		});
}

const birthDate = z
	.object({ birthDay: digits, birthMonth: digits, birthYear: digits })
	.transform((parts, context) => {
		const fault = (message: FieldFaultReason) => {
			context.addIssue({ code: 'custom', path: ['birthDay'], message });
			return z.NEVER;
		};
		const { birthDay, birthMonth, birthYear } = parts;
		if (!birthDay || !birthMonth || !birthYear) return fault('birth-date-missing');
		if (![birthDay, birthMonth, birthYear].every((part) => /^\d{1,4}$/.test(part)))
			return fault('birth-date-unreal');
		const [day, month, year] = [Number(birthDay), Number(birthMonth), Number(birthYear)];
		return civilDate({ year, month, day }) ?? fault('birth-date-unreal');
	});

/** Names of the controls, in the order of the form: faults are listed in it. */
const FIELDS: string[] = [
	'race',
	'name',
	'sex',
	'birthDay',
	'email',
	...PLAIN_FIELDS,
	'guardianName',
	'guardianConsent',
	'visibility',
	'alias',
	'terms',
	'website'
];

const RegistrationSchema = z.object({
	race: z.string(because('race-missing')).min(1, because('race-missing')),
	...controls(RUNNER_FIELDS),
	photos: box,
	nextYearMail: box,
	guardianConsent: box
});

/** What is needed to be taken and is no part of the entry. */
const GateSchema = z.object({
	terms: z.string(because('terms-missing')),
	/** A trap for programs that fill in every field; people neither see nor reach it. */
	website: z.string().max(0, because('trap-filled')).default('')
});

const RegistrationAliasSchema = z.object({ visibility, alias: words('alias') }).superRefine(needAlias);

const OwnChangeSchema = z.object({ ...controls(OWN_FIELDS), photos: box, nextYearMail: box });

export type FormFields = Record<string, string>;

/** Every fault of every part, one a field, in the order of the form. */
function faultsOf(errors: (z.ZodError | undefined)[]): FieldFault[] {
	const faults = new Map<string, FieldFault>();
	for (const issue of errors.flatMap((error) => error?.issues ?? [])) {
		const field = String(issue.path[0]);
		if (!faults.has(field)) faults.set(field, { field, reason: issue.message as FieldFaultReason });
	}
	return [...faults.values()].sort((a, b) => FIELDS.indexOf(a.field) - FIELDS.indexOf(b.field));
}

/** The parts are parsed apart, so that a person sees all faults at once and not those of the first failing part. */
export function parseRegistration(fields: FormFields): Result<Registration, FieldFault[]> {
	const entry = RegistrationSchema.safeParse(fields);
	const born = birthDate.safeParse(fields);
	const shown = RegistrationAliasSchema.safeParse(fields);
	const gate = GateSchema.safeParse(fields);
	if (!entry.success || !born.success || !shown.success || !gate.success)
		return err(faultsOf([entry.error, born.error, shown.error, gate.error]));
	return ok({ ...entry.data, birthDate: born.data });
}

export function parseEntryChange(fields: FormFields): Result<OwnChange, FieldFault[]> {
	const change = OwnChangeSchema.safeParse(fields);
	const shown = RegistrationAliasSchema.safeParse(fields);
	if (!change.success || !shown.success) return err(faultsOf([change.error, shown.error]));
	return ok(change.data);
}

export function parseLinkRequest(fields: FormFields): Result<{ email: string }, FieldFault[]> {
	const parsed = z.object({ email }).safeParse(fields);
	return parsed.success ? ok(parsed.data) : err(faultsOf([parsed.error]));
}

/** What a form sent, without files. */
export function formFields(data: FormData): FormFields {
	const fields: FormFields = {};
	for (const [key, value] of data) if (typeof value === 'string') fields[key] = value;
	return fields;
}
