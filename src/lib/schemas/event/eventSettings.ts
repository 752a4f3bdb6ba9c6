/** What organisers change about an event by its pages: each setting as the text in its field, and back into the document. */
import { z } from 'zod';
import { civilDateAt } from '#lib/domain/time/civilDate.ts';
import { instantAt, parseTimeOfDay } from '#lib/domain/time/timeOfDay.ts';
import { zoneOffsetMs } from '#lib/domain/time/zoneOffset.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import { CivilDateSchema, TimeZoneSchema } from '#lib/schemas/base/common.ts';
import { namedTextSchema, textSchema } from '#lib/schemas/base/text.ts';
import { EVENT_STATUSES, type EventDocument, type RaceDocument } from './event.ts';
import type { NewEventFault } from './newEvent.ts';

/** Field → text. Fields of a race end in its slug: `name-5k`. */
export type Settings = Readonly<Record<string, string>>;

export interface SettingFault {
	field: string;
	reason: NewEventFault['reason'];
}

type EventSetting =
	'name' | 'date' | 'place' | 'timeZone' | 'status' | 'price' | 'opens' | 'closes' | 'guardianUnderAge';
/** `start` only where a race has one wave. */
export type RaceSetting = 'name' | 'start' | 'places';

export const fieldOf = (setting: RaceSetting, race: string): string => `${setting}-${race}`;

/** The setting that a field is of, and of which race. */
export function settingOf(field: string): { setting: EventSetting | RaceSetting; race: string | null } {
	const [, setting, race] = /^(name|start|places)-(.+)$/.exec(field) ?? [];
	return race === undefined
		? { setting: field as EventSetting, race: null }
		: { setting: setting as RaceSetting, race };
}

export function settingsOf(document: EventDocument): Settings {
	const { name, date, place, timeZone, status, price, guardianUnderAge } = document;
	const local = (ms: number | null): string => (ms === null ? '' : localText(ms, timeZone));
	return {
		name,
		date,
		place,
		timeZone,
		status,
		price,
		opens: local(document.registrationOpensAt),
		closes: local(document.registrationClosesAt),
		guardianUnderAge: String(guardianUnderAge),
		...Object.fromEntries(
			document.races.flatMap((race) => [
				[fieldOf('name', race.slug), race.name],
				...(race.waves.length === 1 ? [[fieldOf('start', race.slug), startOf(race, timeZone)]] : []),
				[fieldOf('places', race.slug), race.capacity === null ? '' : String(race.capacity)]
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
): Result<EventDocument, SettingFault[]> {
	const wanted = { ...settingsOf(document), ...changed };
	const faults = Object.keys(changed).flatMap((field): SettingFault[] => {
		const reason = faultOf(field, wanted[field] ?? '');
		return reason ? [{ field, reason }] : [];
	});
	if (faults.length > 0) return err(faults);
	const of = (field: EventSetting): string => (wanted[field] ?? '').trim();
	const [date, timeZone] = [of('date'), of('timeZone')];
	const moved = 'timeZone' in changed;
	const at = (field: 'opens' | 'closes', kept: number | null): number | null =>
		field in changed || moved ? instantOf(of(field), timeZone) : kept;
	const opens = at('opens', document.registrationOpensAt);
	const closes = at('closes', document.registrationClosesAt);
	if (opens !== null && closes !== null && closes <= opens)
		return err([{ field: 'closes', reason: 'order' }]);
	return ok({
		...document,
		name: of('name'),
		date,
		place: of('place'),
		timeZone,
		status: of('status') as EventDocument['status'],
		price: of('price'),
		registrationOpensAt: opens,
		registrationClosesAt: closes,
		guardianUnderAge: Number(of('guardianUnderAge')),
		races: document.races.map((race) => raceWith(race, { changed, before: document, date, timeZone }))
	});
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
	const [name, start, places] = [of('name'), of('start'), of('places')];
	const onDay = (time: string): number | null => {
		const msOfDay = parseTimeOfDay(time);
		return msOfDay === null ? null : instantAt({ date, msOfDay, timeZone });
	};
	const elsewhere = date !== before.date || timeZone !== before.timeZone;
	return {
		...race,
		name: name ?? race.name,
		capacity: places === undefined ? race.capacity : places === '' ? null : Number(places),
		// Left out, the gun in force stays.
		waves: race.waves.map(({ slug, scheduledAt }) => {
			if (start !== undefined) return { slug, scheduledAt: onDay(start) };
			if (!elsewhere || scheduledAt === null) return { slug, scheduledAt };
			return { slug, scheduledAt: onDay(localText(scheduledAt, before.timeZone).slice(11)) };
		})
	};
}

function faultOf(field: string, typed: string): SettingFault['reason'] | null {
	const text = typed.trim();
	const { setting } = settingOf(field);
	const named = (): SettingFault['reason'] | null => {
		if (text === '') return 'missing';
		return namedTextSchema(200).safeParse(text).success ? null : 'text';
	};
	switch (setting) {
		case 'name':
		case 'place':
			return named();
		case 'date':
			if (text === '') return 'missing';
			return CivilDateSchema.safeParse(text).success ? null : 'date';
		case 'timeZone':
			return TimeZoneSchema.safeParse(text).success ? null : 'zone';
		case 'status':
			return EVENT_STATUSES.some((status) => status === text) ? null : 'text';
		case 'price':
			return textSchema(100).safeParse(text).success ? null : 'text';
		case 'opens':
		case 'closes':
			return text === '' || instantOf(text, 'UTC') !== null ? null : 'date';
		case 'guardianUnderAge':
			return isWhole(text, { from: 0, to: 130 }) ? null : 'age';
		case 'start':
			return text === '' || parseTimeOfDay(text) !== null ? null : 'time';
		case 'places':
			return text === '' || isWhole(text, { from: 1, to: 1_000_000 }) ? null : 'count';
	}
}

const isWhole = (text: string, { from, to }: { from: number; to: number }): boolean =>
	/^\d{1,7}$/.test(text) && Number(text) >= from && Number(text) <= to;

const startOf = ({ waves }: RaceDocument, timeZone: string): string => {
	const scheduledAt = waves[0]?.scheduledAt ?? null;
	return scheduledAt === null ? '' : localText(scheduledAt, timeZone).slice(11);
};

/** As a browser writes it into a field of day and time, `2027-06-06T10:00`, with seconds where there are some. */
function localText(ms: number, timeZone: string): string {
	const local = new Date(ms + zoneOffsetMs(ms, timeZone)).toISOString().slice(0, 19);
	return local.endsWith(':00') ? local.slice(0, 16) : local;
}

/** Null: none, or no day and time. */
function instantOf(text: string, timeZone: string): number | null {
	const [, date = '', time = ''] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)$/.exec(text) ?? [];
	const msOfDay = parseTimeOfDay(time);
	if (msOfDay === null || !CivilDateSchema.safeParse(date).success) return null;
	const ms = instantAt({ date, msOfDay, timeZone });
	return civilDateAt(ms, timeZone) >= date ? ms : null;
}

export interface SettingClash {
	field: string;
	/** What stands there now. */
	theirs: string;
}

/**
 * Settings that two changed at the same time: of `was`, what the form was made from, to something else than is typed.
 * @param now as they are stored
 */
export const settingClashes = (
	typed: Settings,
	{ was, now }: { was: Settings; now: Settings }
): SettingClash[] =>
	Object.keys(changedSettings(typed, was)).flatMap((field) => {
		const theirs = now[field] ?? '';
		return theirs === (was[field] ?? '') || theirs === typed[field]?.trim() ? [] : [{ field, theirs }];
	});

/** Those that differ from what the form was made from. */
export const changedSettings = (typed: Settings, was: Settings): Settings =>
	Object.fromEntries(
		Object.entries(typed).filter(([field, value]) => value.trim() !== (was[field] ?? '').trim())
	);

/** The settings that a form says it was made from, as it stands in a hidden field. */
export function readMadeFrom(text: string): Result<Settings, 'none' | 'other'> {
	if (text === '') return err('none');
	try {
		const read = z.record(z.string(), z.string()).safeParse(JSON.parse(text));
		return read.success ? ok(read.data) : err('other');
	} catch {
		return err('other');
	}
}
