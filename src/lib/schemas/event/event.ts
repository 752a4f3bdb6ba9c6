/**
 * The event document: one object that sets up an event, written with PUT and read back the same. Every fault is
 * reported at once, those of single fields and those between fields (eventRules.ts).
 */
import { z } from 'zod';
import { EVENT_STATUSES, type EventStatus } from '#lib/domain/calendar/eventStatus.ts';
import type { OwnWords } from '#lib/domain/calendar/ownWords.ts';
import type { Question, Worded } from '#lib/domain/people/questions.ts';
import { LARGEST_COUNTED_BIB } from '#lib/domain/bibs/bibNumber.ts';
import {
	AGE_ON,
	CHECKPOINT_KINDS,
	RANK_BY,
	ROUNDINGS,
	SEXES,
	TIES
} from '#lib/domain/timing/facts/course.ts';
import {
	CivilDateSchema,
	formatInstant,
	InstantSchema,
	SlugSchema,
	TimeZoneSchema
} from '#lib/schemas/base/common.ts';
import { MOST_QUESTIONS, QuestionSchema } from './questions/question.ts';
import { checkEventRules } from './eventRules.ts';
import { namedTextSchema, textSchema } from '#lib/schemas/base/text.ts';
import { LONGEST_NAME, OwnWordsSchema, RaceNamesSchema, RulesSchema } from './words.ts';

/** What API v1 has always called them; the other statuses go by their own names. */
const WRITTEN_STATUSES = ['draft', 'scheduled', 'cancelled', 'moved', 'archived'] as const;

export function writeStatus(status: EventStatus): (typeof WRITTEN_STATUSES)[number] {
	if (status === 'published') return 'scheduled';
	return status === 'postponed' ? 'moved' : status;
}

const StatusSchema = z
	.enum([...EVENT_STATUSES, 'scheduled', 'moved', 'closed'])
	.transform((word): EventStatus | 'closed' => {
		if (word === 'scheduled') return 'published';
		return word === 'moved' ? 'postponed' : word;
	});

const WEEK_MS = 7 * 86_400_000;
const DAY_MS = 86_400_000;
const durationMs = (longestMs: number) => z.number().int().min(0).max(longestMs);
/** Below a metre it is no race, and its pace no number. */
const distanceM = z.number().min(1).max(1_000_000);
const age = z.number().int().min(0).max(130);
const sex = z.enum(SEXES);
const countedBib = z.number().int().min(1).max(LARGEST_COUNTED_BIB);

const WaveSchema = z
	.strictObject({
		slug: SlugSchema,
		/** Null: not started. Left out: the gun in force stays. A value that differs is recorded as a `wave-start` ruling. */
		gunStart: InstantSchema.nullish(),
		/** What the programme announces. */
		scheduledAt: InstantSchema.nullable().default(null)
	})
	.meta({ id: 'Wave' });

const CheckpointSchema = z
	.strictObject({
		slug: SlugSchema,
		kind: z.enum(CHECKPOINT_KINDS),
		distanceM: z.number().min(0).max(1_000_000).nullable().default(null),
		/** Least plausible time from the gun of the wave; null: the distance at 2:00 min/km. */
		minTimeMs: durationMs(WEEK_MS).nullable().default(null),
		/** How many counted reads a runner may have here (laps). */
		maxOccurrences: z.number().int().min(1).max(1000).default(1),
		gapMs: durationMs(DAY_MS).default(60_000),
		/** Names of devices in order of trust. */
		devices: z.array(namedTextSchema(40)).max(50).default([]),
		agreeMs: durationMs(DAY_MS).default(5_000)
	})
	.meta({ id: 'Checkpoint' });

const DivisionSchema = z
	.strictObject({
		name: namedTextSchema(60),
		/** Null: everyone. */
		sex: sex.nullable().default(null),
		/** Whole years, both ends included; null: open. */
		ageFrom: age.nullable().default(null),
		ageTo: age.nullable().default(null)
	})
	.meta({ id: 'Division' });

const AwardCategorySchema = z
	.strictObject({
		name: namedTextSchema(100),
		sex: sex.nullable().default(null),
		division: namedTextSchema(60).nullable().default(null),
		rankBy: z.enum(RANK_BY).default('gun'),
		/** How many winners. */
		depth: z.number().int().min(1).max(1000).default(3),
		/** Winners are taken out of later categories. */
		exclusive: z.boolean().default(false)
	})
	.meta({ id: 'AwardCategory' });

const TeamRulesSchema = z
	.strictObject({
		/** How many members count. */
		count: z.number().int().min(1).max(1000),
		by: z.enum(['time', 'places']),
		sex: sex.nullable().default(null)
	})
	.meta({ id: 'TeamRules' });

const RaceSchema = z
	.strictObject({
		slug: SlugSchema,
		name: namedTextSchema(LONGEST_NAME),
		/** Language → name, where it differs; left out: as it is. */
		names: RaceNamesSchema.optional(),
		distanceM,
		/** False: a walk. It has no finish, awards or teams, and nobody's time is taken; bibs and check-in are as in a race. */
		timed: z.boolean().default(true),
		rankBy: z.enum(RANK_BY).default('gun'),
		waves: z.array(WaveSchema).min(1).max(200),
		/** In course order; one at least where times are taken. */
		checkpoints: z.array(CheckpointSchema).max(100),
		startWindowMs: durationMs(DAY_MS).default(900_000),
		rounding: z.enum(ROUNDINGS).default('second-up'),
		ties: z.enum(TIES).default('share'),
		divisions: z.array(DivisionSchema).max(200).default([]),
		ageOn: z.enum(AGE_ON).default('race-day'),
		/** Division for those who fit in none; null: nowhere. */
		fallbackDivision: namedTextSchema(60).nullable().default(null),
		/** Null: no limit. */
		capacity: z.number().int().min(1).max(1_000_000).nullable().default(null),
		/** Whole years on the race day, both ends included, of who may register for it; null or left out: no bound. */
		ageFrom: age.nullish(),
		ageTo: age.nullish(),
		/** Which bibs a new entry is given; null: the next of the event; left out: as it is. Two races share none. */
		bibs: z.strictObject({ from: countedBib, to: countedBib }).nullish(),
		awards: z.array(AwardCategorySchema).max(100).default([]),
		teams: z.array(TeamRulesSchema).max(20).default([])
	})
	.meta({ id: 'Race' });

export const EventDocumentSchema = z
	.strictObject({
		name: namedTextSchema(LONGEST_NAME),
		/** In the event's zone. */
		date: CivilDateSchema,
		timeZone: TimeZoneSchema,
		place: namedTextSchema(LONGEST_NAME),
		/**
		 * `scheduled` is published and `moved` is postponed, as the answers call them. `closed` publishes the event and ends its
		 * registration.
		 */
		status: StatusSchema.default('published'),
		/** For trying everything out; left out: as it is. */
		practice: z.boolean().optional(),
		/** As shown, e.g. "free". */
		price: textSchema(100).default(''),
		registrationOpensAt: InstantSchema.nullable().default(null),
		registrationClosesAt: InstantSchema.nullable().default(null),
		/** Younger runners need a guardian's consent. */
		guardianUnderAge: age.default(18),
		/** What the form asks besides; left out: as it is. */
		questions: z.array(QuestionSchema).max(MOST_QUESTIONS).optional(),
		/** Name, place and meeting point by language, where they differ; left out: as they are. */
		words: OwnWordsSchema.optional(),
		/** What runners agree to, by language; left out: as it is. */
		rules: RulesSchema.optional(),
		races: z.array(RaceSchema).min(1).max(50)
	})
	// Also when single fields are wrong, so that one answer has every fault.
	.superRefine(checkEventRules, { when: () => true })
	.meta({ id: 'EventDocument' });

/** Instants as epoch milliseconds, defaults filled in. */
export type EventDocument = z.output<typeof EventDocumentSchema>;
/** As it is stored: `closed` is no status of its own, and nothing is left out. */
export type StoredDocument = EventDocument & {
	status: EventStatus;
	practice: boolean;
	questions: Question[];
	words: OwnWords;
	rules: Worded;
};
export type RaceDocument = EventDocument['races'][number];
/** As it travels: instants as text. */
export type WrittenEventDocument = z.input<typeof EventDocumentSchema>;

/**
 * The document on the wire, instants in the event's zone; `practice`, and that a race is not timed, only where it is so, as
 * clients knew it before.
 */
export function writeEventDocument(document: EventDocument): WrittenEventDocument {
	const written = (ms: number | null): string | null =>
		ms === null ? null : formatInstant(ms, document.timeZone);
	const { practice, questions = [], words = {}, rules = {}, ...rest } = document;
	return {
		...rest,
		...(practice ? { practice } : {}),
		...(questions.length > 0 ? { questions } : {}),
		...said({ words, rules }),
		status: document.status === 'closed' ? 'closed' : writeStatus(document.status),
		registrationOpensAt: written(document.registrationOpensAt),
		registrationClosesAt: written(document.registrationClosesAt),
		races: document.races.map(({ timed, ageFrom, ageTo, names = {}, ...race }) => ({
			...race,
			...said({ names }),
			...(timed ? {} : { timed }),
			...bound({ ageFrom, ageTo }),
			waves: race.waves.map(({ slug, gunStart, scheduledAt }) => ({
				slug,
				gunStart: written(gunStart ?? null),
				scheduledAt: written(scheduledAt)
			}))
		}))
	};
}

/** Without what is said in no language, as clients knew documents before. */
const said = <B extends Record<string, object>>(texts: B): Partial<B> =>
	Object.fromEntries(Object.entries(texts).filter(([, each]) => Object.keys(each).length > 0)) as Partial<B>;

/** Without what is open, as clients knew races before they had bounds. */
const bound = <B extends object>(bounds: B): Partial<B> =>
	Object.fromEntries(Object.entries(bounds).filter(([, age]) => typeof age === 'number')) as Partial<B>;

export const EventSummarySchema = z.strictObject({
	slug: SlugSchema,
	name: z.string(),
	date: CivilDateSchema,
	timeZone: z.string(),
	place: z.string(),
	status: z.enum(WRITTEN_STATUSES)
});
