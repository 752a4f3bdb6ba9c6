/** How a result came about, and what to look at before publishing. Texts are in the language that was asked for. */
import { locales } from '#lib/paraglide/runtime.js';
import { z } from 'zod';
import { CHECKS } from '#lib/domain/timing/checks/check.ts';
import { OWN_REASON_CODES } from '#lib/domain/timing/rulings/ownReasons.ts';
import { PASSING_KINDS } from '#lib/domain/timing/facts/passing.ts';
import { PASSING_STATUSES, RESULT_FLAGS } from '#lib/domain/timing/facts/result.ts';
import { RULING_TYPES } from '#lib/domain/timing/facts/ruling.ts';
import { WrittenInstantSchema } from './base/instant.ts';
import { ResultRowSchema } from './results.ts';

export const LanguageQuerySchema = z.strictObject({
	/** Language of the texts; by default that of Accept-Language, else English. */
	lang: z.enum(locales).optional()
});

export const ExplanationSchema = z.strictObject({
	race: z.string(),
	wave: z.string(),
	gunStart: WrittenInstantSchema.nullable(),
	result: ResultRowSchema,
	flags: z.array(z.enum(RESULT_FLAGS)),
	/** What the flags say. */
	notes: z.array(z.string()),
	/** Every passing of this participant, in order of time; those without a time last. */
	passings: z.array(
		z.strictObject({
			id: z.string(),
			checkpoint: z.string(),
			device: z.string(),
			kind: z.enum(PASSING_KINDS),
			read: z.string().nullable(),
			/** Corrected time of the line crossing; null where no line time is known. */
			at: WrittenInstantSchema.nullable(),
			gunTimeMs: z.number().nullable(),
			uncertaintyMs: z.number().nullable(),
			status: z.enum(PASSING_STATUSES),
			reason: z.string()
		})
	),
	/** Every decision about this participant, also those taken back. */
	rulings: z.array(
		z.strictObject({
			id: z.string(),
			type: z.enum(RULING_TYPES),
			text: z.string(),
			at: WrittenInstantSchema,
			/** Only organisers are told who. */
			by: z.string().nullable(),
			why: z.string(),
			/** As in the ruling itself. */
			whyCode: z.enum(OWN_REASON_CODES).nullable(),
			inForce: z.boolean()
		})
	)
});
export type ExplanationAnswer = z.infer<typeof ExplanationSchema>;

export const AnomalySchema = z.strictObject({
	check: z.enum(CHECKS),
	severity: z.enum(['safety', 'warning', 'notice']),
	text: z.string(),
	bibs: z.array(z.string()),
	participantIds: z.array(z.string()),
	passingIds: z.array(z.string())
});
/** The most urgent first. */
export const AnomaliesSchema = z.strictObject({ items: z.array(AnomalySchema) });
export type Anomaly = z.infer<typeof AnomalySchema>;
