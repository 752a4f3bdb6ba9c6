/** An organiser's decision on the wire. Which fields a type needs is stated in its own file, see domain/timing/rulings/table.ts. */
import { z } from 'zod';
import { LATEST_MS } from '#lib/domain/time/timeSpan.ts';
import { OWN_REASON_CODES } from '#lib/domain/timing/rulings/ownReasons.ts';
import { RULING_TYPES, type RulingType } from '#lib/domain/timing/facts/ruling.ts';
import { needsOf } from '#lib/domain/timing/rulings/lookup.ts';
import { BibSchema, InstantSchema, SlugSchema, UuidSchema } from './base/common.ts';
import { parseWith } from './base/faults.ts';
import { WrittenInstantSchema } from './base/instant.ts';
import type { Fault } from './base/problem.ts';
import { longTextSchema } from './base/text.ts';

/** Characters of a reason. */
export const LONGEST_WHY = 1000;
const DAY_MS = 86_400_000;
/** Instants before 2000 are elapsed times sent by mistake. */
const EARLIEST_RULED_MS = Date.UTC(2000, 0, 1);

/** What is wrong with the value of a ruling; null: nothing. */
function faultOfRuledValue(type: RulingType, value: number | null | undefined): string | null {
	if (typeof value !== 'number') return null;
	const needs = needsOf(type);
	const instant = needs.includes('instant') || needs.includes('instant-or-null');
	if (instant && (value < EARLIEST_RULED_MS || value > LATEST_MS))
		return 'must be an instant in epoch milliseconds between 2000 and 2200, not an elapsed time';
	if (needs.includes('duration') && Math.abs(value) > DAY_MS)
		return 'must be a duration of at most a day in milliseconds';
	return null;
}

export const RulingRequestSchema = z
	.strictObject({
		type: z.enum(RULING_TYPES),
		/** Slug of the race. May be left out where a passing or a ruling is named. */
		race: SlugSchema.optional(),
		bib: BibSchema.optional(),
		/** Instead of `bib`, for a runner without one. */
		participantId: UuidSchema.optional(),
		passingId: UuidSchema.optional(),
		/** Slug; may be left out where the race has one wave. */
		wave: SlugSchema.optional(),
		/** An instant in epoch milliseconds (starts and finishes), or a duration (penalty; negative: a bonus). */
		valueMs: z.number().int().nullish(),
		/** The same instant as RFC 3339, instead of `valueMs`. */
		at: InstantSchema.optional(),
		/** Who shares a place. */
		bibs: z.array(BibSchema).min(2).max(100).optional(),
		/** The other runner of a swap. */
		otherBib: BibSchema.optional(),
		/** The tap whose time a chute read gets; null or left out: the time was estimated. */
		tapId: UuidSchema.nullish(),
		rulingId: UuidSchema.optional(),
		why: longTextSchema(LONGEST_WHY).default('')
	})
	.superRefine((ruling, context) => {
		const needs = new Set(needsOf(ruling.type));
		const fault = (field: string, message: string) =>
			context.addIssue({ code: 'custom', path: [field], message });
		const holds = (field: string, need: boolean, given: boolean) => {
			if (need && !given) fault(field, `${ruling.type} needs ${field}`);
			if (!need && given) fault(field, `${ruling.type} takes no ${field}`);
		};
		holds('bib', needs.has('runner'), ruling.bib !== undefined || ruling.participantId !== undefined);
		holds('passingId', needs.has('passing'), ruling.passingId !== undefined);
		holds('bibs', needs.has('runners'), ruling.bibs !== undefined);
		holds('otherBib', needs.has('other-runner'), ruling.otherBib !== undefined);
		holds('rulingId', needs.has('ruling'), ruling.rulingId !== undefined);
		if (!needs.has('wave') && ruling.wave !== undefined) fault('wave', `${ruling.type} takes no wave`);
		if (!needs.has('tap') && ruling.tapId !== undefined) fault('tapId', `${ruling.type} takes no tapId`);
		if (ruling.bib !== undefined && ruling.participantId !== undefined)
			fault('participantId', 'name the runner by bib or by participantId, not both');
		if (ruling.race === undefined && (needs.has('runner') || needs.has('wave') || needs.has('runners')))
			fault('race', `${ruling.type} needs race`);
		const instant = needs.has('instant') || needs.has('instant-or-null');
		if (ruling.at !== undefined && !instant) fault('at', `${ruling.type} takes no at`);
		if (ruling.at !== undefined && ruling.valueMs !== undefined) fault('at', 'give valueMs or at, not both');
		const value = ruling.at ?? ruling.valueMs;
		holds(
			'valueMs',
			(instant || needs.has('duration')) && ruling.at === undefined,
			ruling.valueMs !== undefined
		);
		if (value === null && !needs.has('instant-or-null')) fault('valueMs', `${ruling.type} needs valueMs`);
		const wrong = faultOfRuledValue(ruling.type, value);
		if (wrong) fault('valueMs', wrong);
	});
export type RulingRequest = z.infer<typeof RulingRequestSchema>;

/** What is wrong with a ruling that did not come by the API, which has parsed its own: both doors hold to one schema. */
export function faultsOfRuling({ at, ...ruling }: RulingRequest): Fault[] {
	// Parsed, an instant in `at` is a number, and the schema takes those as `valueMs`.
	const parsed = parseWith(RulingRequestSchema, at === undefined ? ruling : { ...ruling, valueMs: at });
	return parsed.ok ? [] : parsed.error;
}

export const RulingSchema = z.strictObject({
	id: z.string(),
	seq: z.number().int(),
	type: z.enum(RULING_TYPES),
	race: z.string().nullable(),
	bib: z.string().nullable(),
	participantId: z.string().nullable(),
	wave: z.string().nullable(),
	passingId: z.string().nullable(),
	tapId: z.string().nullable(),
	otherBib: z.string().nullable(),
	bibs: z.array(z.string()),
	valueMs: z.number().int().nullable(),
	/** The ruling that this one takes back. */
	rulingId: z.string().nullable(),
	/** The ruling that took this one back; null: in force. */
	revokedBy: z.string().nullable(),
	by: z.string(),
	why: z.string(),
	/** Which of its own reasons the product gave; null: `why` is a person's. */
	whyCode: z.enum(OWN_REASON_CODES).nullable(),
	at: WrittenInstantSchema
});
export type RulingRecord = z.infer<typeof RulingSchema>;
export const RulingsSchema = z.strictObject({ items: z.array(RulingSchema) });
