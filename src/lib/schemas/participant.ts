/** Participants on the wire: lists that organisers send, the answer to each item, one participant as organisers see it. */
import { z } from 'zod';
import { MOST_ANSWERED } from '#lib/domain/people/questions.ts';
import { IMPORT_REJECTIONS } from '#lib/domain/people/import/item.ts';
import { SEXES } from '#lib/domain/timing/facts/course.ts';
import { BibSchema, SlugSchema, UuidSchema } from './base/common.ts';
import { longTextSchema } from './base/text.ts';
import { WIRE_FIELDS } from './person.ts';

/** A field that is left out keeps what is stored; null clears it. */
export const ParticipantItemSchema = z
	.strictObject({
		/** May be left out where the event has one race. */
		race: SlugSchema,
		/** Left out: the race's first wave. */
		wave: SlugSchema,
		/** Left out or null: the next free number. */
		bib: BibSchema.nullable(),
		...WIRE_FIELDS,
		/** Short name of a question of the event → the answer: words, a choice's short name, `yes` or `no`. */
		answers: z.record(SlugSchema, longTextSchema(MOST_ANSWERED))
	})
	.partial()
	.required({ name: true })
	.meta({ id: 'ParticipantItem' });
export type ParticipantItem = z.output<typeof ParticipantItemSchema>;

/** In one request of JSON; longer lists come as CSV. */
export const MAX_PARTICIPANTS = 20_000;

/** Items are judged one by one, so that a malformed one does not hold up the others. */
export const ParticipantsRequestSchema = z.strictObject({ items: z.array(z.unknown()).min(1) });

/** As `ParticipantsRequestSchema`, for the description. */
export const DescribedParticipantsRequestSchema = z
	.strictObject({ items: z.array(ParticipantItemSchema).min(1) })
	.meta({ id: 'ParticipantsRequest' });

export const ITEM_STATUSES = ['created', 'updated', 'rejected'] as const;

export const ParticipantAnswerSchema = z
	.strictObject({
		/** Of the participant; not with `rejected`. */
		id: UuidSchema.optional(),
		externalId: z.string().optional(),
		bib: z.string().optional(),
		status: z.enum(ITEM_STATUSES),
		/** Null unless rejected. */
		reason: z.enum(IMPORT_REJECTIONS).nullable(),
		/** For people; only with `rejected`. */
		message: z.string().optional()
	})
	.meta({ id: 'ParticipantAnswer' });
export type ParticipantAnswer = z.output<typeof ParticipantAnswerSchema>;

/** In the order sent. */
export const ParticipantsAnswerSchema = z.strictObject({ items: z.array(ParticipantAnswerSchema) });
export type ParticipantsAnswer = z.output<typeof ParticipantsAnswerSchema>;

export const PARTICIPANT_STATES = ['registered', 'cancelled'] as const;

export const ParticipantChangeSchema = z
	.strictObject({
		race: SlugSchema,
		wave: SlugSchema,
		bib: BibSchema,
		...WIRE_FIELDS,
		/** A cancelled entry gives its place back and keeps its bib out of use. */
		state: z.enum(PARTICIPANT_STATES)
	})
	.partial()
	.refine((change) => Object.keys(change).length > 0, 'must change something')
	.meta({ id: 'ParticipantChange' });
export type ParticipantChange = z.output<typeof ParticipantChangeSchema>;

export const ShownParticipantSchema = z
	.strictObject({
		id: UuidSchema,
		race: SlugSchema,
		wave: SlugSchema,
		bib: z.string().nullable(),
		...WIRE_FIELDS,
		/** Whether the alias may appear in public: one that the runner chose waits for an organiser. */
		aliasReleased: z.boolean(),
		state: z.enum(PARTICIPANT_STATES),
		/** The entry of the same person that counts instead of this one, which is cancelled; only where it is so. */
		mergedInto: UuidSchema.optional()
	})
	.meta({ id: 'Participant' });
export type ShownParticipant = z.output<typeof ShownParticipantSchema>;

export const MAX_PARTICIPANTS_PAGE = 2_000;
const whole = (largest: number) => z.coerce.number().int().min(1).max(largest);

/** What a list can be sorted by; with `-` before it the other way round. */
export const PARTICIPANT_COLUMNS = [
	'bib',
	'name',
	'race',
	'wave',
	'division',
	'visibility',
	'state'
] as const;
export type ParticipantColumn = (typeof PARTICIPANT_COLUMNS)[number];
export type ParticipantOrder = ParticipantColumn | `-${ParticipantColumn}`;
const PARTICIPANT_ORDERS = PARTICIPANT_COLUMNS.flatMap((column): ParticipantOrder[] => [
	column,
	`-${column}`
]);

/** What participants are picked by; each narrows the list further. */
export const PARTICIPANT_FILTERS = {
	race: SlugSchema.optional(),
	/** Part of a name or a whole bib; accents and case do not matter. */
	q: longTextSchema(100).optional(),
	/** That somebody runs in: the one given, or by age and sex. */
	division: longTextSchema(100).optional(),
	sex: z.enum(SEXES).optional(),
	state: z.enum(PARTICIPANT_STATES).optional(),
	bib: z.enum(['with', 'without']).optional(),
	/** Whose alias waits for an organiser; who may be entered twice. */
	only: z.enum(['alias-waiting', 'double']).optional()
};
export type ParticipantFilter = keyof typeof PARTICIPANT_FILTERS;

export const ParticipantsQuerySchema = z.strictObject({
	...PARTICIPANT_FILTERS,
	/** Left out: by race, then by bib. */
	sort: z.enum(PARTICIPANT_ORDERS as [ParticipantOrder, ...ParticipantOrder[]]).optional(),
	page: whole(1_000_000).default(1),
	pageSize: whole(MAX_PARTICIPANTS_PAGE).default(200)
});
export type ParticipantsQuery = z.output<typeof ParticipantsQuerySchema>;

export const ParticipantsPageSchema = z.strictObject({
	items: z.array(ShownParticipantSchema),
	/** Over all pages. */
	total: z.number().int(),
	page: z.number().int(),
	pageSize: z.number().int()
});
export type ParticipantsPage = z.output<typeof ParticipantsPageSchema>;
