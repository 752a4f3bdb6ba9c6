/** Questions of an event on the wire, see domain/people/questions.ts. */
import { z } from 'zod';
import { QUESTION_KINDS } from '#lib/domain/people/questions.ts';
import { locales } from '#lib/paraglide/runtime.js';
import { SlugSchema } from '#lib/schemas/base/common.ts';
import { namedTextSchema } from '#lib/schemas/base/text.ts';

export const MOST_QUESTIONS = 30;
export const MOST_CHOICES = 30;
export const LONGEST_LABEL = 200;

const WordedSchema = z
	.partialRecord(z.enum(locales), namedTextSchema(LONGEST_LABEL))
	.refine((worded) => Object.keys(worded).length > 0, 'must be said in one language at least');

export const QuestionSchema = z
	.strictObject({
		/** What answers are stored by; it stays. */
		slug: SlugSchema,
		kind: z.enum(QUESTION_KINDS),
		label: WordedSchema,
		required: z.boolean().default(false),
		/** False: asked no more, while answers stay. */
		asked: z.boolean().default(true),
		/** Slugs; none: every race. */
		races: z.array(SlugSchema).max(50).default([]),
		/** Of a choice or a size, in the order in which they are offered. */
		choices: z
			.array(z.strictObject({ slug: SlugSchema, label: WordedSchema }))
			.max(MOST_CHOICES)
			.default([])
	})
	.meta({ id: 'Question' });
