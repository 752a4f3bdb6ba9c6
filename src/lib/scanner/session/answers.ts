/**
 * What the phone takes from the server's answers. What it does not know is left out, since a page that was kept for offline
 * use may be older than its server; an answer of another shape is none: a captive portal also says 200.
 */
import * as z from 'zod/mini';
import { CHECKPOINT_KINDS } from '#lib/domain/timing/facts/course.ts';
import { DEVICE_ROLES } from '#lib/domain/timing/facts/deviceRoles.ts';
import type { Paired, Roster, RosterRace } from '#lib/schemas/pairing.ts';
import type { PassingAnswer } from '#lib/schemas/passing.ts';
import type { CourseProgress } from '#lib/schemas/progress.ts';

const RoleSchema = z.enum(DEVICE_ROLES);
const EventSchema = z.object({ slug: z.string(), name: z.string(), date: z.string(), timeZone: z.string() });

export const PairedAnswerSchema = z.object({
	token: z.string(),
	device: z.string(),
	event: EventSchema,
	checkpoint: z.string(),
	role: RoleSchema
}) satisfies z.ZodMiniType<Omit<Paired, 'races' | 'nowMs'>>;

/** `released`: what the server has may go from the phone. Servers before that did not say. */
export const HeartbeatAnswerSchema = z.object({
	checkpoint: z.nullable(z.string()),
	role: z.nullable(RoleSchema),
	released: z._default(z.boolean(), false)
});
export type HeartbeatAnswer = z.infer<typeof HeartbeatAnswerSchema>;

const RaceSchema = z.object({
	slug: z.string(),
	name: z.string(),
	distanceM: z.number(),
	startWindowMs: z.number(),
	waves: z.array(z.object({ slug: z.string(), gunStart: z.nullable(z.string()) })),
	checkpoints: z.array(
		z.object({
			slug: z.string(),
			kind: z.enum(CHECKPOINT_KINDS),
			distanceM: z.nullable(z.number()),
			minTimeMs: z.number(),
			maxOccurrences: z.number(),
			gapMs: z.number(),
			devices: z.array(z.string()),
			agreeMs: z.number()
		})
	)
}) satisfies z.ZodMiniType<RosterRace>;

export const RosterAnswerSchema = z.object({
	event: EventSchema,
	races: z.array(RaceSchema),
	bibs: z.array(
		z.object({
			bib: z.string(),
			code: z.string(),
			race: z.nullable(z.string()),
			wave: z.nullable(z.string())
		})
	)
}) satisfies z.ZodMiniType<Roster>;

/** `neverSeen` is missing in answers of servers that did not count it. */
export const ProgressAnswerSchema = z.object({
	onCourse: z.array(
		z.object({
			bib: z.string(),
			race: z.string(),
			seenAt: z.nullable(z.string()),
			seenMs: z.number(),
			next: z.string(),
			expectedMs: z.number(),
			overdueMs: z.number()
		})
	),
	neverSeen: z.optional(z.number())
}) satisfies z.ZodMiniType<Omit<CourseProgress, 'neverSeen'>>;

export const TimeAnswerSchema = z.object({ nowMs: z.number() });

/** Each item is read by itself, so that an odd one does not keep the others on the phone. */
export const PassingsAnswerSchema = z.object({ items: z.array(z.unknown()) });
export const ItemAnswerSchema = z.object({
	id: z.string(),
	status: z.enum(['stored', 'duplicate', 'rejected'] satisfies PassingAnswer['status'][]),
	reason: z._default(z.nullable(z.string()), null)
});

const ProblemSchema = z.object({ reason: z.string() });

interface Answered {
	/** Parsed JSON, or null. */
	body: unknown;
}

/** The body of an answer, or null when it has another shape. */
export function bodyOf<T>(answer: Answered | null, schema: z.ZodMiniType<T>): T | null {
	const read = schema.safeParse(answer?.body);
	return read.success ? read.data : null;
}

/** The API's stable reason, out of a problem document; null when the answer is not the API's own. */
export const reasonOf = (answer: Answered): string | null => bodyOf(answer, ProblemSchema)?.reason ?? null;
