/**
 * The forms of a runner: registration, change of the entry, "send my link again". Every field is text, as a form
 * without JavaScript sends it; a fault is a reason out of a closed list, which the page words in its language.
 */
import { z } from 'zod';
import { civilDate } from '#lib/domain/time/civilDate.ts';
import { VISIBILITIES, type Registration } from '#lib/domain/people/entry.ts';
import type { EntryChange } from '#lib/domain/people/change.ts';
import type { FieldFault, FieldFaultReason } from '#lib/domain/people/fault.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import { SEXES } from '#lib/domain/timing/facts/course.ts';

const because = <R extends FieldFaultReason>(reason: R): { error: R } => ({ error: reason });

/** One line; controls and blanks in a row are one blank, and half a surrogate pair the character for "unreadable". */
const tidy = (text: string): string =>
	text
		.toWellFormed()
		.normalize('NFC')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();

const text = (limit: number, reasons: { missing: FieldFaultReason; tooLong: FieldFaultReason }) =>
	z
		.string(because(reasons.missing))
		.transform(tidy)
		.pipe(
			z
				.string()
				.regex(/[\p{L}\p{N}]/u, because(reasons.missing))
				.max(limit, because(reasons.tooLong))
		);

const optionalText = (limit: number, tooLong: FieldFaultReason) =>
	z
		.string()
		.default('')
		.transform(tidy)
		.pipe(z.string().max(limit, because(tooLong)))
		.transform((value) => value || null);

/** A box of its own: absent when it is not ticked. */
const box = z
	.string()
	.optional()
	.transform((value) => value !== undefined);

const email = z
	.string(because('email-missing'))
	.trim()
	.min(1, because('email-missing'))
	.max(254, because('email-unreal'))
	.pipe(z.email(because('email-unreal')));

const name = text(100, { missing: 'name-missing', tooLong: 'name-too-long' });
const visibility = z.enum(VISIBILITIES, because('visibility-missing'));
const alias = optionalText(40, 'alias-too-long');
const club = optionalText(80, 'club-too-long');
const digits = z.string().trim().default('');

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
const FIELDS = [
	'race',
	'name',
	'sex',
	'birthDay',
	'email',
	'club',
	'guardianName',
	'guardianConsent',
	'visibility',
	'alias',
	'terms',
	'website'
];

const RegistrationSchema = z.object({
	race: z.string(because('race-missing')).min(1, because('race-missing')),
	name,
	sex: z
		.enum([...SEXES, 'unsaid'], because('sex-missing'))
		.transform((sex) => (sex === 'unsaid' ? null : sex)),
	email,
	club,
	visibility,
	alias,
	photos: box,
	nextYearMail: box,
	guardianName: optionalText(100, 'guardian-name-too-long'),
	guardianConsent: box
});

/** What is needed to be taken and is no part of the entry. */
const GateSchema = z.object({
	terms: z.string(because('terms-missing')),
	/** A trap for programs that fill in every field; people neither see nor reach it. */
	website: z.string().max(0, because('trap-filled')).default('')
});

const RegistrationAliasSchema = z.object({ visibility, alias }).superRefine(needAlias);

const EntryChangeSchema = z.object({ name, club, visibility, alias, photos: box, nextYearMail: box });

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

export function parseEntryChange(fields: FormFields): Result<EntryChange, FieldFault[]> {
	const change = EntryChangeSchema.safeParse(fields);
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
