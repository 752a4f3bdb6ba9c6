/** The hot path's contract: what a phone, a chip reader or an importer sends, and the answer to each item. */
import { z } from 'zod';
import { OBSERVATION_KINDS } from '#lib/domain/timing/facts/passing.ts';
import { BibSchema, InstantSchema, SlugSchema, UuidSchema } from './base/common.ts';
import { longTextSchema } from './base/text.ts';

/** More than this in one request is `too-many-items`; the sender halves its batch. */
export const MAX_PASSINGS = 2_000;

const INT32 = 2_147_483_647;
/** A chip or a QR may hold anything that can be stored. */
const readText = (longest: number) => longTextSchema(longest).min(1);

const DEVICE_NAME = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} .,_'’()-]*[\p{L}\p{M}\p{N}.,_'’()-])?$/u;

/** As people call it, in any script; as programs name it, `finish-a`. */
export const DeviceNameSchema = z
	.string()
	.min(1)
	.max(40)
	.refine(
		(name) => DEVICE_NAME.test(name),
		"must be 1–40 letters, digits, spaces and . , _ - ' ’ ( ), beginning with a letter or digit, such as finish-a"
	);

export const PassingItemSchema = z
	.strictObject({
		/** Any UUID, made by the device; the same id again is the same passing. */
		id: UuidSchema,
		/** The device's own running number; without it the order in the request counts. */
		seq: z.number().int().min(0).max(INT32).optional(),
		checkpoint: SlugSchema,
		/** `check-in`: the bib was handed out; kept beside the passings, never timed. */
		kind: z.enum(OBSERVATION_KINDS),
		bib: BibSchema.optional(),
		/** What the QR held, whole: an address ending in /B/ and ten characters. */
		code: readText(500).optional(),
		tag: readText(100).optional(),
		at: InstantSchema,
		offsetMs: z.number().int().min(-INT32).max(INT32).default(0),
		uncertaintyMs: z.number().int().min(0).max(INT32).nullish(),
		resolutionMs: z.number().int().min(1).max(3_600_000).default(1),
		/** Where several lanes are read behind one line. */
		lane: readText(20).nullish(),
		/** Number of the finish token that was read together with the bib. */
		token: z.number().int().min(0).max(INT32).nullish()
	})
	.superRefine((item, context) => {
		const named = [item.bib, item.code, item.tag].filter((read) => read !== undefined).length;
		if (item.kind === 'tap' && named > 0) context.addIssue('a tap names no runner');
		if (item.kind !== 'tap' && named === 0) context.addIssue(`a ${item.kind} needs a bib, a code or a tag`);
		if (named > 1) context.addIssue('a passing is named by one of bib, code and tag');
	});
export type PassingItem = z.infer<typeof PassingItemSchema>;

/** Items are judged one by one, so that a malformed one does not hold up the others. */
export const PassingsRequestSchema = z.strictObject({
	device: DeviceNameSchema,
	items: z.array(z.unknown())
});

/** As `PassingsRequestSchema`, for the description. */
export const DescribedPassingsRequestSchema = z
	.strictObject({ device: DeviceNameSchema, items: z.array(PassingItemSchema).max(MAX_PASSINGS) })
	.meta({ id: 'PassingsRequest' });
export type PassingsRequest = z.infer<typeof PassingsRequestSchema>;

export const PASSING_ANSWERS = ['stored', 'duplicate', 'rejected'] as const;
export const REJECTIONS = ['malformed', 'checkpoint-unknown'] as const;
export type PassingRejection = (typeof REJECTIONS)[number];

export const PassingAnswerSchema = z.strictObject({
	/** As sent; null when the item had no id that could be read. */
	id: z.string().nullable(),
	status: z.enum(PASSING_ANSWERS),
	reason: z.enum(REJECTIONS).nullable(),
	/** For people; only with `rejected`. */
	message: z.string().optional()
});
export type PassingAnswer = z.infer<typeof PassingAnswerSchema>;

/** In the order sent. All three are final: the sender does not send the item again. */
export const PassingsAnswerSchema = z.strictObject({ items: z.array(PassingAnswerSchema) });
