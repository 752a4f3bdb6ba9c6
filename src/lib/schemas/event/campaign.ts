/**
 * What a campaign says, one document per event and language, each kind of content its own shape.
 *
 * The shapes hold the rules of honest campaigning: a figure has a population, a place, a period and a source or it
 * does not parse; identified cases and estimates are different kinds; an official's words are reported speech
 * without quotation marks; a survivor is quoted under a pseudonym with a consent record; a service says when and by
 * whom it was checked, or that it was not.
 */
import { z } from 'zod';
import { CivilDateSchema } from '#lib/schemas/base/common.ts';
import { longTextSchema, textSchema } from '#lib/schemas/base/text.ts';

const text = longTextSchema(600).trim().min(1);
const line = textSchema(160).trim().min(1);
const isoDate = CivilDateSchema;

export const sourceSchema = z
	.strictObject({
		title: line,
		publisher: line,
		/** As precise as it is known: 2018-06-12, 2018-06 or 2018. */
		date: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/),
		url: z.url().optional(),
		accessedOn: isoDate.optional()
	})
	.refine((source) => !source.url || source.accessedOn, {
		path: ['accessedOn'],
		message: 'A source with an address needs the day it was read'
	});

/** Read as one sentence: value, unit, population, claim (place, period). See `figureSentence`. */
export const figureSchema = z.strictObject({
	/** Identified people and cases, or an estimate; the two never share a chart. */
	kind: z.enum(['identified', 'estimate']),
	value: z.number().nonnegative(),
	/** What is counted: "registered cases", "per cent". */
	unit: line,
	/** Among whom: "of the identified and assisted victims". */
	population: line,
	/** What is said of them, where counting them is not all. */
	claim: line.optional(),
	place: line,
	period: line,
	source: sourceSchema
});

const reported = text.refine((words) => !/["“”„«»]/.test(words), {
	message: 'Reported speech stands without quotation marks'
});

export const statementSchema = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('official'),
		speaker: line,
		role: line,
		occasion: line,
		reported,
		source: sourceSchema
	}),
	z.strictObject({
		kind: z.literal('survivor'),
		pseudonym: line,
		consentRecord: z.uuid(),
		occasion: line,
		reported
	})
]);

export const PARTNER_ROLES = ['organiser', 'host', 'supporter', 'service'] as const;
export const partnerSchema = z.strictObject({
	name: line,
	role: z.enum(PARTNER_ROLES),
	note: text.optional()
});

export const standSchema = z.strictObject({ host: line, what: text });

export const serviceSchema = z.strictObject({
	name: line,
	/** Numbers as dialled from a phone; shown as an example only, never as a link to dial, when `example` is true. */
	phone: z.strictObject({ local: line, fromAbroad: line }),
	hours: line,
	languages: z.array(line).min(1),
	cost: line,
	forWhom: line,
	confidentiality: line,
	source: line,
	/** Null: nobody has checked it. Older than 90 days is flagged. */
	checked: z.strictObject({ on: isoDate, by: line }).nullable(),
	example: z.boolean()
});

/** Scenes drawn for the product (lib/ui/scenes); photographs come with the gallery's own consent rules. */
export const SCENES = ['standstill', 'boulevard', 'finish', 'stands'] as const;
export const galleryItemSchema = z.strictObject({ scene: z.enum(SCENES), alt: text, caption: text });

/** The organisation only: no person, phone or mail. */
export const pressContactSchema = z.strictObject({ organisation: line, note: text });

export const actionSchema = z.strictObject({ title: line, text });
export const faqSchema = z.strictObject({ question: line, answer: text });
export const programmeItemSchema = z.strictObject({
	/** Local time of day, HH:MM; null when it is not known. */
	time: z
		.string()
		.regex(/^([01]\d|2[0-3]):[0-5]\d$/)
		.nullable(),
	title: line,
	text: text.optional()
});

export const courseSchema = z.strictObject({
	summary: text,
	/** Along the course from start to finish, for the drawn strip. */
	marks: z.array(z.strictObject({ atM: z.number().nonnegative(), label: line })),
	example: z.boolean()
});

export const campaignSchema = z.strictObject({
	/** Name, place and price as this language says them. */
	name: line,
	place: line,
	price: line.nullable(),
	/** The same as a number, for programs that read the page; 0 is free. */
	fee: z
		.strictObject({ amount: z.number().nonnegative(), currency: z.string().length(3) })
		.nullable()
		.default(null),
	/** The campaign's line: on the page's head, the bib, certificates. */
	tagline: line,
	/** One sentence for search results and share cards. */
	summary: text,
	/** Why the run is held, in paragraphs. */
	message: z.array(text).min(1),
	/** The day up to which the content is true, e.g. the year of the figures. */
	asOf: line,
	/** How to take part, in one sentence. */
	howToRegister: text,
	notice: z.strictObject({ title: line, text }).nullable(),
	figures: z.array(figureSchema),
	statements: z.array(statementSchema),
	partners: z.array(partnerSchema),
	stands: z.array(standSchema),
	services: z.array(serviceSchema),
	gallery: z.array(galleryItemSchema),
	pressContact: pressContactSchema.nullable(),
	actions: z.array(actionSchema),
	programme: z.array(programmeItemSchema),
	course: courseSchema.nullable(),
	faq: z.array(faqSchema)
});

export type Source = z.infer<typeof sourceSchema>;
export type Figure = z.infer<typeof figureSchema>;
export type Statement = z.infer<typeof statementSchema>;
export type Partner = z.infer<typeof partnerSchema>;
export type Stand = z.infer<typeof standSchema>;
export type Service = z.infer<typeof serviceSchema>;
export type GalleryItem = z.infer<typeof galleryItemSchema>;
export type ProgrammeItem = z.infer<typeof programmeItemSchema>;
export type Course = z.infer<typeof courseSchema>;
export type Campaign = z.infer<typeof campaignSchema>;

/**
 * What follows the figure's value in its sentence: "per cent of the identified and assisted victims were exploited
 * within the country (Moldova, 2017)". Place and period always stand in it.
 */
export function figureSentence({ unit, population, claim, place, period }: Figure): string {
	return `${[unit, population, claim].filter(Boolean).join(' ')} (${place}, ${period})`;
}
