/** What the fields of the forms that make and change an event may hold, each as the text in it, without blanks around. */
import slugify from '@sindresorhus/slugify';
import type { BibRange } from '#lib/domain/bibs/bibNumber.ts';
import { parseDuration } from '#lib/domain/time/duration.ts';
import { parseTimeOfDay } from '#lib/domain/time/timeOfDay.ts';
import { CivilDateSchema, SlugSchema, TimeZoneSchema } from '#lib/schemas/base/common.ts';
import { namedTextSchema, textSchema } from '#lib/schemas/base/text.ts';

/** Why a field is refused; each is a rule that the words beside the field name. */
export const EVENT_FAULTS = [
	'missing',
	'text',
	'choice',
	'date',
	'past',
	'time',
	'zone',
	'slug',
	'distance',
	'laps',
	'laps-from-one',
	'far',
	'count',
	'age',
	'order',
	'kilometres',
	'duration',
	'crossings',
	'depth',
	'short-name',
	'repeated',
	'no-start',
	'no-finish',
	'second-finish',
	'second-start',
	'start-window',
	'beyond-race',
	'age-order',
	'no-division',
	'no-such-race',
	'too-few-choices',
	'same-choice',
	'label-missing',
	'choices-differ',
	'bibs',
	'overlap',
	'not-in-walk',
	'none-in-walk'
] as const;
export type EventFault = (typeof EVENT_FAULTS)[number];

/** Null: the text may stand there. */
export type FieldRule = (text: string) => EventFault | null;

const MOST_PLACES = 1_000_000;
const MOST_LAPS = 100;
/** Of all laps of a race together. */
export const FARTHEST_M = 1_000_000;

const when = (fits: (text: string) => boolean, fault: EventFault): FieldRule => {
	return (text) => (fits(text) ? null : fault);
};
const filled = (rule: FieldRule): FieldRule => {
	return (text) => (text === '' ? 'missing' : rule(text));
};
export const orEmpty = (rule: FieldRule): FieldRule => {
	return (text) => (text === '' ? null : rule(text));
};
const parses = (schema: { safeParse(text: string): { success: boolean } }) => (text: string) =>
	schema.safeParse(text).success;

export const nameRule = filled(when(parses(namedTextSchema(200)), 'text'));
export const priceRule = when(parses(textSchema(100)), 'text');
export const dateRule = filled(when(parses(CivilDateSchema), 'date'));
export const timeRule = filled(when((text) => parseTimeOfDay(text) !== null, 'time'));
export const zoneRule = when(parses(TimeZoneSchema), 'zone');
export const slugRule = orEmpty(when(parses(SlugSchema), 'slug'));
export const distanceRule = filled(when((text) => metresOf(text) !== null, 'distance'));
export const lapsRule = when((text) => isWhole(text, { from: 2, to: MOST_LAPS }), 'laps');
export const lapsFromOneRule = when((text) => isWhole(text, { from: 1, to: MOST_LAPS }), 'laps-from-one');
/** Empty: no limit. */
export const placesRule = orEmpty(when((text) => isWhole(text, { from: 1, to: MOST_PLACES }), 'count'));
export const ageRule = when((text) => isWhole(text, { from: 0, to: 130 }), 'age');
/** Empty, or a distance from the start, which may be none. */
export const alongRule = orEmpty(when((text) => alongOf(text) !== null, 'kilometres'));
export const durationRule = orEmpty(when((text) => isWithinWeek(parseDuration(text)), 'duration'));
export const crossingsRule = when((text) => isWhole(text, { from: 1, to: 1000 }), 'crossings');
export const depthRule = when((text) => isWhole(text, { from: 1, to: 1000 }), 'depth');
/** What names a place on the course or a wave: letters of any language, out of which its short name is made. */
export const shortNameRule = filled(
	when((text) => SlugSchema.safeParse(shortNameOf(text)).success, 'short-name')
);
export const labelRule = (most: number): FieldRule => filled(when(parses(namedTextSchema(most)), 'text'));
export const choiceRule = (choices: readonly string[]): FieldRule =>
	when((text) => choices.includes(text), 'choice');

/** Empty: the race has no bibs of its own. */
export const bibsRule = orEmpty(when((text) => bibRangeOf(text) !== null, 'bibs'));

/** `1–499`, with any dash; null: no range. */
export function bibRangeOf(text: string): BibRange | null {
	const [, from, to] = /^(\d{1,6})\s*[-–—]\s*(\d{1,6})$/.exec(text) ?? [];
	const range = { from: Number(from), to: Number(to) };
	return from !== undefined && range.from >= 1 && range.from <= range.to ? range : null;
}

/** `5`, `5,5` or `21.0975` kilometres as metres, at least one; null: no distance. */
export function metresOf(text: string): number | null {
	if (!/^\d{1,3}(?:[.,]\d{1,4})?$/.test(text)) return null;
	const metres = Math.round(Number(text.replace(',', '.')) * 10_000) / 10;
	return metres >= 1 ? metres : null;
}

/** Kilometres from the start as metres, 0 among them; null: none. */
export const alongOf = (text: string): number | null => (/^0+([.,]0+)?$/.test(text) ? 0 : metresOf(text));

/** As `metresOf` reads it. */
export const kilometresText = (metres: number): string => String(metres / 1000);

/** `Kilometre 3` → `kilometre-3`. */
export const shortNameOf = (text: string): string =>
	slugify(text)
		.replaceAll(/[^a-z0-9-]/g, '')
		.slice(0, 40);

/** `shirt`, `shirt-2`, … */
export function freeSlug(wanted: string, taken: ReadonlySet<string>): string {
	let slug = wanted;
	for (let number = 2; taken.has(slug); number++) slug = `${wanted.slice(0, 36)}-${number}`;
	return slug;
}

/** Empty: null, no limit. @param text that `placesRule` lets through */
export const capacityOf = (text: string): number | null => (text === '' ? null : Number(text));

const WEEK_MS = 7 * 86_400_000;
const isWithinWeek = (ms: number | null): boolean => ms !== null && ms <= WEEK_MS;

const isWhole = (text: string, { from, to }: { from: number; to: number }): boolean =>
	/^\d{1,7}$/.test(text) && Number(text) >= from && Number(text) <= to;
