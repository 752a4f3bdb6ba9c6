/** What organisers change about an event by its pages: each setting as the text in its field, and back into the document. */
import { EVENT_STATUSES, type EventStatus } from '#lib/domain/calendar/eventStatus.ts';
import { civilDateAt } from '#lib/domain/time/civilDate.ts';
import { instantAt, localDateTime, localTimeOfDay, parseTimeOfDay } from '#lib/domain/time/timeOfDay.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import { CivilDateSchema } from '#lib/schemas/base/common.ts';
import { EventDocumentSchema, writeEventDocument, type EventDocument, type RaceDocument } from './event.ts';
import {
	ageRule,
	bibRangeOf,
	bibsRule,
	capacityOf,
	choiceRule,
	dateRule,
	nameRule,
	orEmpty,
	placesRule,
	priceRule,
	timeRule,
	zoneRule,
	type FieldRule
} from './eventFields.ts';
import type { ChangedDocument, EventForm, SettingFault, Settings } from './madeFrom.ts';

type EventSetting =
	| 'name'
	| 'date'
	| 'place'
	| 'timeZone'
	| 'status'
	| 'practice'
	| 'price'
	| 'opens'
	| 'closes'
	| 'guardianUnderAge';
/** `start` only where a race has one wave. */
export type RaceSetting = 'name' | 'start' | 'places' | 'bibs';

export const fieldOf = (setting: RaceSetting, race: string): string => `${setting}-${race}`;

/** The setting that a field is of, and of which race. */
export function settingOf(field: string): { setting: EventSetting | RaceSetting; race: string | null } {
	const [, setting, race] = /^(name|start|places|bibs)-(.+)$/.exec(field) ?? [];
	return race === undefined
		? { setting: field as EventSetting, race: null }
		: { setting: setting as RaceSetting, race };
}

export function settingsOf(document: EventDocument): Settings {
	const { name, date, place, timeZone, status, practice, price, guardianUnderAge } = document;
	const local = (ms: number | null): string => (ms === null ? '' : localDateTime(ms, timeZone));
	return {
		name,
		date,
		place,
		timeZone,
		status,
		practice: practice ? 'yes' : '',
		price,
		opens: local(document.registrationOpensAt),
		closes: local(document.registrationClosesAt),
		guardianUnderAge: String(guardianUnderAge),
		...Object.fromEntries(
			document.races.flatMap((race) => [
				[fieldOf('name', race.slug), race.name],
				...(race.waves.length === 1 ? [[fieldOf('start', race.slug), startOf(race, timeZone)]] : []),
				[fieldOf('places', race.slug), race.capacity === null ? '' : String(race.capacity)],
				[fieldOf('bibs', race.slug), race.bibs ? `${race.bibs.from}–${race.bibs.to}` : '']
			])
		)
	};
}

/**
 * The document with these settings changed, and everything else as it is. The scheduled starts keep their time of day where
 * the date or the zone changes, and so do the times of registration where the zone does.
 * @param changed the settings that differ alone
 */
export function withSettings(
	document: EventDocument,
	changed: Settings
): Result<ChangedDocument, SettingFault[]> {
	const wanted = { ...settingsOf(document), ...changed };
	const faults = Object.keys(changed).flatMap((field): SettingFault[] => {
		const reason = RULES[settingOf(field).setting]((wanted[field] ?? '').trim());
		return reason ? [{ field, reason }] : [];
	});
	if (faults.length > 0) return err(faults);
	const of = (field: EventSetting): string => (wanted[field] ?? '').trim();
	const [date, timeZone] = [of('date'), of('timeZone')];
	const moved = 'timeZone' in changed;
	const at = (field: 'opens' | 'closes', kept: number | null): number | null =>
		field in changed || moved ? instantOf(of(field), timeZone) : kept;
	const made = {
		...document,
		name: of('name'),
		date,
		place: of('place'),
		timeZone,
		status: of('status') as EventStatus,
		practice: of('practice') === 'yes',
		price: of('price'),
		registrationOpensAt: at('opens', document.registrationOpensAt),
		registrationClosesAt: at('closes', document.registrationClosesAt),
		guardianUnderAge: Number(of('guardianUnderAge')),
		races: document.races.map((race) => raceWith(race, { changed, before: document, date, timeZone }))
	};
	const broken = documentFaults(made, changed);
	return broken.length > 0 ? err(broken) : ok(made);
}

function raceWith(
	race: RaceDocument,
	{
		changed,
		before,
		date,
		timeZone
	}: { changed: Settings; before: EventDocument; date: string; timeZone: string }
): RaceDocument {
	const of = (setting: RaceSetting): string | undefined => changed[fieldOf(setting, race.slug)]?.trim();
	const [name, start, places, bibs] = [of('name'), of('start'), of('places'), of('bibs')];
	const onDay = (time: string): number | null => {
		const msOfDay = parseTimeOfDay(time);
		return msOfDay === null ? null : instantAt({ date, msOfDay, timeZone });
	};
	const elsewhere = date !== before.date || timeZone !== before.timeZone;
	return {
		...race,
		name: name ?? race.name,
		capacity: places === undefined ? race.capacity : capacityOf(places),
		bibs: bibs === undefined ? race.bibs : bibRangeOf(bibs),
		// Left out, the gun in force stays.
		waves: race.waves.map(({ slug, scheduledAt }) => {
			if (start !== undefined) return { slug, scheduledAt: onDay(start) };
			if (!elsewhere || scheduledAt === null) return { slug, scheduledAt };
			return { slug, scheduledAt: onDay(localTimeOfDay(scheduledAt, before.timeZone)) };
		})
	};
}

const momentRule: FieldRule = (text) => (instantOf(text, 'UTC') === null ? 'date' : null);
const RULES: Record<EventSetting | RaceSetting, FieldRule> = {
	name: nameRule,
	date: dateRule,
	place: nameRule,
	timeZone: zoneRule,
	status: choiceRule(EVENT_STATUSES),
	practice: orEmpty(choiceRule(['yes'])),
	price: priceRule,
	opens: orEmpty(momentRule),
	closes: orEmpty(momentRule),
	guardianUnderAge: ageRule,
	start: orEmpty(timeRule),
	places: placesRule,
	bibs: bibsRule
};

/** What the rules of an event document have against it, at the settings that were changed. */
function documentFaults(document: EventDocument, changed: Settings): SettingFault[] {
	const checked = EventDocumentSchema.safeParse(writeEventDocument(document));
	if (checked.success) return [];
	const { registrationOpensAt: opens, registrationClosesAt: closes, races } = document;
	const order = opens !== null && closes !== null && closes <= opens;
	const faults = checked.error.issues.flatMap(({ path: [part, index, inner] }): SettingFault[] => {
		if (part === 'registrationOpensAt') return [{ field: 'opens', reason: 'date' }];
		if (part === 'registrationClosesAt') return [{ field: 'closes', reason: order ? 'order' : 'date' }];
		if (part === 'races' && inner === 'bibs') return overlapping(races, { at: Number(index), changed });
		if (part !== 'races' || inner !== 'waves') return [];
		const start = fieldOf('start', races[Number(index)]?.slug ?? '');
		return [{ field: start in changed ? start : 'date', reason: 'date' }];
	});
	return [...new Map(faults.map((fault) => [fault.field, fault])).values()];
}

/** At the field that was changed: of two ranges that overlap, the document blames the later race. */
function overlapping(
	races: readonly RaceDocument[],
	{ at, changed }: { at: number; changed: Settings }
): SettingFault[] {
	const range = races[at]?.bibs;
	const fields = races.flatMap(({ slug, bibs }) =>
		range && bibs && bibs.from <= range.to && range.from <= bibs.to ? fieldOf('bibs', slug) : []
	);
	const changedFields = fields.filter((field) => field in changed);
	return changedFields.slice(-1).map((field) => ({ field, reason: 'overlap' }));
}

const startOf = ({ waves }: RaceDocument, timeZone: string): string => {
	const scheduledAt = waves[0]?.scheduledAt ?? null;
	return scheduledAt === null ? '' : localTimeOfDay(scheduledAt, timeZone);
};

/** Null: none, or no day and time. */
function instantOf(text: string, timeZone: string): number | null {
	const [, date = '', time = ''] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)$/.exec(text) ?? [];
	const msOfDay = parseTimeOfDay(time);
	if (msOfDay === null || !CivilDateSchema.safeParse(date).success) return null;
	const ms = instantAt({ date, msOfDay, timeZone });
	return civilDateAt(ms, timeZone) >= date ? ms : null;
}

export const SETTINGS_FORM: EventForm = { settingsOf, withSettings };
