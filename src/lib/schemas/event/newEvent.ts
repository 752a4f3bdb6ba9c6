/** The form that makes an event from a template: its fields as text, and the event document that they say. */
import { isDateInSpan } from '#lib/domain/time/timeSpan.ts';
import { civilDateAt } from '#lib/domain/time/civilDate.ts';
import { instantAt, parseTimeOfDay } from '#lib/domain/time/timeOfDay.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import type { Sex } from '#lib/domain/timing/facts/course.ts';
import { CivilDateSchema, formatInstant, SlugSchema, TimeZoneSchema } from '#lib/schemas/base/common.ts';
import { namedTextSchema, textSchema } from '#lib/schemas/base/text.ts';
import { EventDocumentSchema, type EventDocument, type WrittenEventDocument } from './event.ts';

/** `run`: one race; `children`: and one for children; `laps`: one race in laps over the same line. */
export const TEMPLATES = ['run', 'children', 'laps'] as const;
export type Template = (typeof TEMPLATES)[number];

/** Ready-made divisions: none, by sex, by sex and age. */
export const DIVISION_SETS = ['none', 'sex', 'age'] as const;
type DivisionSet = (typeof DIVISION_SETS)[number];

export const NEW_EVENT_FIELDS = [
	'name',
	'date',
	'start',
	'place',
	'timeZone',
	'slug',
	'raceName',
	'distance',
	'laps',
	'places',
	'childrenName',
	'childrenDistance',
	'childrenStart',
	'childrenPlaces',
	'opens',
	'closes',
	'price',
	'guardianUnderAge',
	'divisions'
] as const;
export type NewEventField = (typeof NEW_EVENT_FIELDS)[number];
/** As typed. */
export type NewEventValues = Record<NewEventField, string>;

/** Why a field is refused; each is a rule that the words beside the field name. */
export const NEW_EVENT_FAULTS = [
	'missing',
	'text',
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
export interface NewEventFault {
	field: NewEventField;
	reason: (typeof NEW_EVENT_FAULTS)[number];
}

export interface NewEvent {
	/** Null: made out of the name. */
	slug: string | null;
	document: EventDocument;
}

const MOST_PLACES = 1_000_000;
const MOST_LAPS = 100;
const FARTHEST_M = 1_000_000;
const DAY_END_MS = 86_400_000 - 1000;
/** 2:00 min/km: no lap is run faster. */
const FASTEST_MS_PER_M = 120;
const USUAL_WINDOW_MS = 900_000;

const AGES = [
	{ name: '–17', ageFrom: null, ageTo: 17 },
	{ name: '18–39', ageFrom: 18, ageTo: 39 },
	{ name: '40–59', ageFrom: 40, ageTo: 59 },
	{ name: '60+', ageFrom: 60, ageTo: null }
];

/** Every field that is wrong, in the order of the form; else the document. @param options.nowMs a day gone by is no race day */
export function parseNewEvent(
	values: NewEventValues,
	{ template, nowMs }: { template: Template; nowMs: number }
): Result<NewEvent, NewEventFault[]> {
	const faults: NewEventFault[] = [];
	const fault = (field: NewEventField, reason: NewEventFault['reason']): null => {
		faults.push({ field, reason });
		return null;
	};
	const text = (field: NewEventField): string => values[field].trim();
	const named = (field: NewEventField): string => {
		if (text(field) === '') fault(field, 'missing');
		else if (!namedTextSchema(200).safeParse(text(field)).success) fault(field, 'text');
		return text(field);
	};
	const dateOf = (field: NewEventField): string | null => {
		if (text(field) === '') return fault(field, 'missing');
		const known = CivilDateSchema.safeParse(text(field)).success && isDateInSpan(text(field));
		return known ? text(field) : fault(field, 'date');
	};
	const timeOf = (field: NewEventField): number | null => {
		if (text(field) === '') return fault(field, 'missing');
		return parseTimeOfDay(text(field)) ?? fault(field, 'time');
	};
	const metres = (field: NewEventField): number | null => {
		if (text(field) === '') return fault(field, 'missing');
		const m = kilometres(text(field));
		return m === null ? fault(field, 'distance') : m;
	};
	/** Null: no limit. */
	const placesOf = (field: NewEventField): number | null => {
		if (text(field) === '') return null;
		return wholeNumber(text(field), { from: 1, to: MOST_PLACES }) ?? fault(field, 'count');
	};

	const name = named('name');
	const date = dateOf('date');
	const startMs = timeOf('start');
	const place = named('place');
	const timeZone = text('timeZone');
	const zoned = TimeZoneSchema.safeParse(timeZone).success;
	if (!zoned) fault('timeZone', 'zone');
	if (date && zoned && date < civilDateAt(nowMs, timeZone)) fault('date', 'past');
	const slug = text('slug') || null;
	if (slug !== null && !SlugSchema.safeParse(slug).success) fault('slug', 'slug');

	const raceName = named('raceName');
	const distance = metres('distance');
	const laps = template === 'laps' ? wholeNumber(text('laps'), { from: 2, to: MOST_LAPS }) : 1;
	if (laps === null) fault('laps', 'laps');
	if (distance !== null && laps !== null && distance * laps > FARTHEST_M) fault('laps', 'far');
	const capacity = placesOf('places');
	const children =
		template === 'children'
			? {
					name: named('childrenName'),
					distance: metres('childrenDistance'),
					startMs: timeOf('childrenStart'),
					capacity: placesOf('childrenPlaces')
				}
			: null;

	const opens = dateOf('opens');
	const closes = text('closes') === '' ? null : dateOf('closes');
	if (opens && closes && closes < opens) fault('closes', 'order');
	else if (closes && date && closes > date) fault('closes', 'order');
	if (opens && date && opens > date) fault('opens', 'order');
	const price = text('price');
	if (!textSchema(100).safeParse(price).success) fault('price', 'text');
	const guardianUnderAge = wholeNumber(text('guardianUnderAge'), { from: 0, to: 130 });
	if (guardianUnderAge === null) fault('guardianUnderAge', 'age');
	const divisions = divisionsOf(text('divisions'));
	if (faults.length > 0 || !date || startMs === null || distance === null || laps === null)
		return err(faults);

	const instant = (day: string, msOfDay: number): string =>
		formatInstant(instantAt({ date: day, msOfDay, timeZone }), timeZone);
	const races = [
		raceOf({ slug: slugOfRace(distance * laps), name: raceName, distance, laps, capacity }, divisions, {
			scheduledAt: instant(date, startMs)
		})
	];
	if (children?.distance != null && children.startMs !== null)
		races.push(
			raceOf({ slug: 'children', ...children, distance: children.distance, laps: 1 }, [], {
				scheduledAt: instant(date, children.startMs)
			})
		);
	const document = EventDocumentSchema.parse({
		name,
		date,
		timeZone,
		place,
		price,
		registrationOpensAt: opens && instant(opens, 0),
		registrationClosesAt: closes && instant(closes, DAY_END_MS),
		guardianUnderAge: guardianUnderAge ?? undefined,
		races
	} satisfies WrittenEventDocument);
	return ok({ slug, document });
}

interface Shape {
	slug: string;
	name: string;
	/** Of a lap, metres. */
	distance: number;
	laps: number;
	capacity: number | null;
}

function raceOf(
	{ slug, name, distance, laps, capacity }: Shape,
	divisions: WrittenEventDocument['races'][number]['divisions'],
	{ scheduledAt }: { scheduledAt: string }
): WrittenEventDocument['races'][number] {
	const waves = [{ slug: 'all', scheduledAt }];
	const shape = { slug, name, distanceM: distance * laps, capacity, divisions, waves };
	if (laps === 1) return { ...shape, checkpoints: [{ slug: 'finish', kind: 'finish', distanceM: distance }] };
	const minTimeMs = Math.max(1, Math.round(distance * FASTEST_MS_PER_M));
	return {
		...shape,
		// Who starts later than the quickest lap takes cannot be told from who has run one.
		startWindowMs: Math.min(USUAL_WINDOW_MS, minTimeMs),
		checkpoints: [{ slug: 'line', kind: 'start-finish', minTimeMs, maxOccurrences: laps }]
	};
}

/** `5k`, `21-1k`: short enough to stand in addresses and lists of programs. */
const slugOfRace = (metres: number): string => `${String(Math.round(metres / 100) / 10).replace('.', '-')}k`;

function divisionsOf(chosen: string): NonNullable<WrittenEventDocument['races'][number]['divisions']> {
	const set = DIVISION_SETS.find((one) => one === chosen) ?? ('none' satisfies DivisionSet);
	const sexes: Sex[] = ['F', 'M'];
	if (set === 'none') return [];
	if (set === 'sex') return sexes.map((sex) => ({ name: sex, sex }));
	return sexes.flatMap((sex) => AGES.map(({ name, ...ages }) => ({ name: `${sex} ${name}`, sex, ...ages })));
}

/** `5`, `5,5` or `21.0975` as metres, at least one; null: no distance. */
function kilometres(typed: string): number | null {
	if (!/^\d{1,3}(?:[.,]\d{1,4})?$/.test(typed)) return null;
	const metres = Math.round(Number(typed.replace(',', '.')) * 10_000) / 10;
	return metres >= 1 ? metres : null;
}

function wholeNumber(typed: string, { from, to }: { from: number; to: number }): number | null {
	if (!/^\d{1,7}$/.test(typed)) return null;
	const value = Number(typed);
	return value >= from && value <= to ? value : null;
}
