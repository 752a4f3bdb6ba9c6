/** Texts of an event by language, on the wire. */
import { z } from 'zod';
import { locales } from '#lib/paraglide/runtime.js';
import { longTextSchema, namedTextSchema } from '#lib/schemas/base/text.ts';

export const LONGEST_NAME = 200;
export const LONGEST_MEETING_POINT = 300;
export const LONGEST_RULES = 10_000;

const byLocale = <T extends z.ZodType>(schema: T) => z.partialRecord(z.enum(locales), schema);

/** Where it differs from the event's own name and place. */
export const OwnWordsSchema = byLocale(
	z.strictObject({
		name: namedTextSchema(LONGEST_NAME).optional(),
		place: namedTextSchema(LONGEST_NAME).optional(),
		meetingPoint: namedTextSchema(LONGEST_MEETING_POINT).optional()
	})
).meta({ id: 'EventWords' });

export const RaceNamesSchema = byLocale(namedTextSchema(LONGEST_NAME));

/** What runners agree to, in paragraphs; each change is a version of its own. */
export const RulesSchema = byLocale(longTextSchema(LONGEST_RULES).trim().min(1));
