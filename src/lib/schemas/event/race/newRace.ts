/** The form that adds a race to an event: few fields; all else is changed on the race's own page. */
import { instantAt, parseTimeOfDay } from '#lib/domain/time/timeOfDay.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import { formatInstant } from '#lib/schemas/base/common.ts';
import { EventDocumentSchema, writeEventDocument, type EventDocument } from '#lib/schemas/event/event.ts';
import {
	capacityOf,
	distanceRule,
	FARTHEST_M,
	freeSlug,
	lapsFromOneRule,
	metresOf,
	nameRule,
	orEmpty,
	placesRule,
	shortNameOf,
	timeRule,
	type EventFault,
	type FieldRule
} from '#lib/schemas/event/eventFields.ts';
import { raceOfLaps } from './raceOfLaps.ts';

export const NEW_RACE_FIELDS = ['name', 'distance', 'laps', 'start', 'places'] as const;
export type NewRaceField = (typeof NEW_RACE_FIELDS)[number];
/** As typed. */
export type NewRaceValues = Record<NewRaceField, string>;

export interface NewRaceFault {
	field: NewRaceField;
	reason: EventFault;
}

const RULES: Record<NewRaceField, FieldRule> = {
	name: nameRule,
	distance: distanceRule,
	laps: lapsFromOneRule,
	start: orEmpty(timeRule),
	places: placesRule
};

/** The document with one race more, and the slug of that race. */
export function withNewRace(
	document: EventDocument,
	values: NewRaceValues
): Result<{ document: EventDocument; slug: string }, NewRaceFault[]> {
	const text = (field: NewRaceField): string => values[field].trim();
	const faults = NEW_RACE_FIELDS.flatMap((field): NewRaceFault[] => {
		const reason = RULES[field](text(field));
		return reason ? [{ field, reason }] : [];
	});
	if (faults.length > 0) return err(faults);
	const [distance, laps] = [metresOf(text('distance')) ?? 0, Number(text('laps'))];
	if (distance * laps > FARTHEST_M) return err([{ field: 'laps', reason: 'far' }]);
	const msOfDay = parseTimeOfDay(text('start'));
	const { date, timeZone } = document;
	const slug = freeSlug(shortNameOf(text('name')) || 'race', new Set(document.races.map(({ slug }) => slug)));
	const race = raceOfLaps({
		slug,
		name: text('name'),
		distance,
		laps,
		capacity: capacityOf(text('places')),
		divisions: [],
		scheduledAt: msOfDay === null ? null : formatInstant(instantAt({ date, msOfDay, timeZone }), timeZone)
	});
	const written = writeEventDocument(document);
	const made = EventDocumentSchema.safeParse({ ...written, races: [...withoutGuns(written.races), race] });
	// The form's own rules hold for the race; what is left is that there are too many, or an hour beyond the calendar.
	return made.success ? ok({ document: made.data, slug }) : err([{ field: 'name', reason: 'count' }]);
}

const withoutGuns = <R extends { waves: { gunStart?: unknown }[] }>(races: R[]): R[] =>
	races.map((race) => ({ ...race, waves: race.waves.map(({ gunStart: _, ...wave }) => wave) }));
