/** The form that makes an event from a template: its fields as text, and the event document that they say. */
import { civilDateAt } from '#lib/domain/time/civilDate.ts';
import { instantAt, parseTimeOfDay } from '#lib/domain/time/timeOfDay.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import { formatInstant } from '#lib/schemas/base/common.ts';
import {
	ageRule,
	capacityOf,
	choiceRule,
	dateRule,
	distanceRule,
	FARTHEST_M,
	lapsRule,
	metresOf,
	nameRule,
	orEmpty,
	placesRule,
	priceRule,
	slugRule,
	timeRule,
	zoneRule,
	type EventFault,
	type FieldRule
} from './eventFields.ts';
import { raceOfLaps } from './race/raceOfLaps.ts';
import { DIVISION_SETS, type DivisionSet } from './race/readySets.ts';
import { EventDocumentSchema, type EventDocument, type WrittenEventDocument } from './event.ts';

/** `run`: one race; `children`: and one for children; `laps`: one race in laps over the same line; `walk`: nobody is timed. */
export const TEMPLATES = ['run', 'children', 'laps', 'walk'] as const;
export type Template = (typeof TEMPLATES)[number];

/** Which of the ready-made divisions are offered here. */
const OFFERED_SETS: DivisionSet[] = ['none', 'sex', 'age'];

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

export interface NewEventFault {
	field: NewEventField;
	reason: EventFault;
}

export interface NewEvent {
	/** Null: made out of the name. */
	slug: string | null;
	document: EventDocument;
}

const DAY_END_MS = 86_400_000 - 1000;

const RULES: Record<NewEventField, FieldRule> = {
	name: nameRule,
	date: dateRule,
	start: timeRule,
	place: nameRule,
	timeZone: zoneRule,
	slug: slugRule,
	raceName: nameRule,
	distance: distanceRule,
	laps: lapsRule,
	places: placesRule,
	childrenName: nameRule,
	childrenDistance: distanceRule,
	childrenStart: timeRule,
	childrenPlaces: placesRule,
	opens: dateRule,
	closes: orEmpty(dateRule),
	price: priceRule,
	guardianUnderAge: ageRule,
	divisions: choiceRule(OFFERED_SETS)
};

const isAsked = (field: NewEventField, template: Template): boolean => {
	if (field === 'laps') return template === 'laps';
	if (field === 'divisions') return template !== 'walk';
	return !field.startsWith('children') || template === 'children';
};

/** Every field that is wrong, in the order of the form; else the document. @param options.nowMs a day gone by is no race day */
export function parseNewEvent(
	values: NewEventValues,
	{ template, nowMs }: { template: Template; nowMs: number }
): Result<NewEvent, NewEventFault[]> {
	const text = (field: NewEventField): string => values[field].trim();
	const reasons = new Map<NewEventField, EventFault>();
	const asked = NEW_EVENT_FIELDS.filter((field) => isAsked(field, template));
	for (const field of asked) {
		const reason = RULES[field](text(field));
		if (reason) reasons.set(field, reason);
	}
	/** Between fields that are right by themselves. */
	const between = (fields: NewEventField[], broken: () => boolean, reason: EventFault): void => {
		const [at] = fields;
		if (at && !fields.some((field) => reasons.has(field)) && broken()) reasons.set(at, reason);
	};
	const [date, timeZone, opens, closes] = [text('date'), text('timeZone'), text('opens'), text('closes')];
	const distance = metresOf(text('distance')) ?? 0;
	const laps = template === 'laps' ? Number(text('laps')) : 1;
	between(['date', 'timeZone'], () => date < civilDateAt(nowMs, timeZone), 'past');
	between(['laps', 'distance'], () => distance * laps > FARTHEST_M, 'far');
	between(['closes', 'opens'], () => closes !== '' && closes < opens, 'order');
	between(['closes', 'date'], () => closes > date, 'order');
	between(['opens', 'date'], () => opens > date, 'order');
	const faults = asked.flatMap((field): NewEventFault[] => {
		const reason = reasons.get(field);
		return reason ? [{ field, reason }] : [];
	});
	if (faults.length > 0) return err(faults);

	const instant = (day: string, msOfDay: number): string =>
		formatInstant(instantAt({ date: day, msOfDay, timeZone }), timeZone);
	const startOf = (field: NewEventField): string => instant(date, parseTimeOfDay(text(field)) ?? 0);
	const shape = {
		name: text('raceName'),
		distance,
		laps,
		capacity: capacityOf(text('places')),
		scheduledAt: startOf('start')
	};
	const races = [
		template === 'walk'
			? walkOf({ ...shape, slug: 'walk', divisions: [] })
			: raceOfLaps({
					...shape,
					slug: slugOfRace(distance * laps),
					divisions: DIVISION_SETS[text('divisions') as DivisionSet]
				})
	];
	if (template === 'children')
		races.push(
			raceOfLaps({
				slug: 'children',
				name: text('childrenName'),
				distance: metresOf(text('childrenDistance')) ?? 0,
				laps: 1,
				capacity: capacityOf(text('childrenPlaces')),
				divisions: [],
				scheduledAt: startOf('childrenStart')
			})
		);
	const document = EventDocumentSchema.safeParse({
		name: text('name'),
		date,
		timeZone,
		place: text('place'),
		// Published by a press of its own, once all is right.
		status: 'draft',
		price: text('price'),
		registrationOpensAt: instant(opens, 0),
		registrationClosesAt: closes === '' ? null : instant(closes, DAY_END_MS),
		guardianUnderAge: Number(text('guardianUnderAge')),
		races
	} satisfies WrittenEventDocument);
	if (document.success) return ok({ slug: text('slug') || null, document: document.data });
	// Of days at the ends of the calendar, some hours lie beyond it.
	const fields = document.error.issues.map(({ path }) => FIELD_OF_INSTANT[String(path[0])] ?? 'date');
	return err([...new Set(fields)].map((field) => ({ field, reason: 'date' })));
}

const FIELD_OF_INSTANT: Record<string, NewEventField> = {
	registrationOpensAt: 'opens',
	registrationClosesAt: 'closes'
};

type WrittenRace = WrittenEventDocument['races'][number];

/** Its start is where bibs are handed out. */
function walkOf({ distance, laps: _, scheduledAt, ...named }: Parameters<typeof raceOfLaps>[0]): WrittenRace {
	return {
		...named,
		timed: false,
		distanceM: distance,
		waves: [{ slug: 'all', scheduledAt }],
		checkpoints: [{ slug: 'start', kind: 'start', distanceM: 0 }]
	};
}

/** `5k`, `21-1k`: short enough to stand in addresses and lists of programs. */
const slugOfRace = (metres: number): string => `${String(Math.round(metres / 100) / 10).replace('.', '-')}k`;
