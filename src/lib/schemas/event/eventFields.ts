/** What the fields of the forms that make and change an event may hold, each as the text in it, without blanks around. */
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
	'far',
	'count',
	'age',
	'order'
] as const;
export type EventFault = (typeof EVENT_FAULTS)[number];

/** Null: the text may stand there. */
export type FieldRule = (text: string) => EventFault | null;

const MOST_PLACES = 1_000_000;
const MOST_LAPS = 100;

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
/** Empty: no limit. */
export const placesRule = orEmpty(when((text) => isWhole(text, { from: 1, to: MOST_PLACES }), 'count'));
export const ageRule = when((text) => isWhole(text, { from: 0, to: 130 }), 'age');
export const choiceRule = (choices: readonly string[]): FieldRule =>
	when((text) => choices.includes(text), 'choice');

/** `5`, `5,5` or `21.0975` kilometres as metres, at least one; null: no distance. */
export function metresOf(text: string): number | null {
	if (!/^\d{1,3}(?:[.,]\d{1,4})?$/.test(text)) return null;
	const metres = Math.round(Number(text.replace(',', '.')) * 10_000) / 10;
	return metres >= 1 ? metres : null;
}

/** Empty: null, no limit. @param text that `placesRule` lets through */
export const capacityOf = (text: string): number | null => (text === '' ? null : Number(text));

const isWhole = (text: string, { from, to }: { from: number; to: number }): boolean =>
	/^\d{1,7}$/.test(text) && Number(text) >= from && Number(text) <= to;
