/** What is wrong with one control of a form, already in the language of the page. */
import type { FormError } from './faultWords.ts';

/** The words under one control; undefined when it is right. */
export const errorOf = (errors: FormError[], field: string): string | undefined =>
	errors.find((error) => error.field === field)?.message;
