/** Results as every door gives them: pages, JSON, CSV and the live stream. */
import { z } from 'zod';
import { RANK_BY, SEXES } from '#lib/domain/timing/facts/course.ts';
import { RESULT_STATUSES } from '#lib/domain/timing/facts/result.ts';
import { WrittenInstantSchema } from './base/instant.ts';
import { longTextSchema } from './base/text.ts';

export const RESULT_STATES = ['live', 'provisional', 'official'] as const;
export type ResultState = (typeof RESULT_STATES)[number];
export const MAX_PAGE_SIZE = 2_000;

/** Query of a results page; empty values count as not given. */
const blank = (value: unknown) => (value === '' ? undefined : value);
const whole = (smallest: number, largest: number) =>
	z.preprocess(blank, z.coerce.number().int().min(smallest).max(largest).optional());

export const ResultsQuerySchema = z.strictObject({
	/** Order by gun or net time; without it as the race has it. */
	by: z.preprocess(blank, z.enum(RANK_BY).optional()),
	sex: z.preprocess(blank, z.enum(SEXES).optional()),
	division: z.preprocess(blank, longTextSchema(100).optional()),
	/** Part of a name or a whole bib; accents and case do not matter. */
	q: z.preprocess(blank, longTextSchema(100).optional()),
	page: whole(1, 1_000_000),
	pageSize: whole(1, MAX_PAGE_SIZE)
});
export type ResultsQuery = z.infer<typeof ResultsQuerySchema>;

export const ResultSplitSchema = z.strictObject({
	checkpoint: z.string(),
	/** 1-based; above 1 only where laps are counted. */
	occurrence: z.number().int(),
	gunTimeMs: z.number(),
	gunTime: z.string()
});

export const ResultRowSchema = z.strictObject({
	place: z.number().int().nullable(),
	bib: z.string().nullable(),
	/** As far as visible: the name, the alias, or null. */
	name: z.string().nullable(),
	club: z.string().nullable(),
	sex: z.enum(SEXES).nullable(),
	sexPlace: z.number().int().nullable(),
	division: z.string().nullable(),
	divisionPlace: z.number().int().nullable(),
	status: z.enum(RESULT_STATUSES),
	/** Unrounded milliseconds; null unless finished. */
	gunTimeMs: z.number().nullable(),
	netTimeMs: z.number().nullable(),
	/** Rounded as published, h:mm:ss. */
	gunTime: z.string().nullable(),
	netTime: z.string().nullable(),
	splits: z.array(ResultSplitSchema)
});
export type ResultRow = z.infer<typeof ResultRowSchema>;

export const ResultsPageSchema = z.strictObject({
	items: z.array(ResultRowSchema),
	/** Rows that match, over all pages. */
	total: z.number().int(),
	page: z.number().int(),
	pageSize: z.number().int(),
	/** Number of the publication shown; 0 while live. */
	version: z.number().int(),
	state: z.enum(RESULT_STATES),
	/** Published so that the public list counts places by sex and division among the runners whom it shows. */
	withoutGaps: z.boolean(),
	by: z.enum(RANK_BY)
});
export type ResultsPage = z.infer<typeof ResultsPageSchema>;

export const HonoursQuerySchema = z.strictObject({ version: whole(1, 1_000_000) });

export const AwardSchema = z.strictObject({
	name: z.string(),
	sex: z.enum(SEXES).nullable(),
	division: z.string().nullable(),
	/** The order of this category, which may differ from the race's. */
	rankBy: z.enum(RANK_BY),
	/** Its winners are taken out of later categories. */
	exclusive: z.boolean(),
	winners: z.array(
		z.strictObject({
			/** Within the category. A runner in no list leaves a gap, unless the version is one without gaps and the category has a sex or division. */
			place: z.number().int(),
			bib: z.string().nullable(),
			name: z.string().nullable(),
			club: z.string().nullable(),
			/** Gun or net as `rankBy` says, rounded as published. */
			time: z.string().nullable()
		})
	)
});
export type Award = z.infer<typeof AwardSchema>;

export const TeamListSchema = z.strictObject({
	/** How many members count. */
	count: z.number().int(),
	by: z.enum(['time', 'places']),
	sex: z.enum(SEXES).nullable(),
	teams: z.array(
		z.strictObject({
			/** Null with fewer finishers than count. A team that is not shown leaves a gap. */
			place: z.number().int().nullable(),
			club: z.string(),
			/** The sum: h:mm:ss, or of places; null with too few. */
			total: z.string().nullable(),
			members: z.array(
				z.strictObject({
					bib: z.string().nullable(),
					name: z.string().nullable(),
					place: z.number().int().nullable(),
					time: z.string().nullable()
				})
			)
		})
	)
});
export type TeamList = z.infer<typeof TeamListSchema>;

export const HonoursSchema = z.strictObject({
	awards: z.array(AwardSchema),
	teams: z.array(TeamListSchema),
	/** Number of the publication shown; 0 while live. */
	version: z.number().int(),
	state: z.enum(RESULT_STATES)
});
export type HonoursPage = z.infer<typeof HonoursSchema>;

/** Changes of the public list. `snapshot` says that it replaces everything the client had. */
export const LiveChangeSchema = z.strictObject({
	snapshot: z.boolean(),
	state: z.enum(RESULT_STATES),
	version: z.number().int(),
	/** Rows new or changed, each with a key that stays the same while the runner is listed. */
	rows: z.array(ResultRowSchema.extend({ key: z.string() })),
	/** Empty: when somebody leaves the list, it comes anew, so that nothing names who hides. */
	removed: z.array(z.string()),
	/** Finishers in the public list. */
	finished: z.number().int(),
	/** True: a long list comes in several messages, and more of this one follow. */
	more: z.boolean().optional()
});
export type LiveChange = z.infer<typeof LiveChangeSchema>;

export const PublicationRequestSchema = z.strictObject({
	state: z.enum(['provisional', 'official']),
	note: longTextSchema(1000).default(''),
	/** For `official`: rule all who were not seen DNS and all who are on course DNF, and go on. */
	ruleRemaining: z.boolean().default(false),
	/**
	 * The public list counts places by sex and division among the runners whom it shows, so that no gap there tells of one
	 * who is in no list. Overall places stay, and organisers see the true ones.
	 */
	withoutGaps: z.boolean().default(false)
});

export const PublicationSchema = z.strictObject({
	number: z.number().int(),
	state: z.enum(['provisional', 'official']),
	note: z.string(),
	/** SHA-256, in hex, of the stored rows in canonical form. */
	digest: z.string(),
	createdAt: WrittenInstantSchema
});
export type PublicationBrief = z.infer<typeof PublicationSchema>;
export const PublicationsSchema = z.strictObject({ items: z.array(PublicationSchema) });

/** A page of one publication. */
export const PublicationPageSchema = ResultsPageSchema.extend({ publication: PublicationSchema });

/** A publication derived again from the facts that it saw. */
export const DerivationSchema = z.strictObject({
	/** As published. */
	digest: z.string(),
	/** Of the second derivation; null: there is none, see `because`. */
	derived: z.string().nullable(),
	/**
	 * `not-numbered`: published before its facts were numbered; `edited-since`: the event document or its participants are
	 * not those of then.
	 */
	because: z.enum(['not-numbered', 'edited-since']).nullable()
});
export type Derivation = z.infer<typeof DerivationSchema>;

export const PublicationDifferenceSchema = z.strictObject({
	from: z.number().int(),
	to: z.number().int(),
	/** One line per participant, e.g. "bib 17: 0:24:31 → disqualified". */
	lines: z.array(z.string())
});
