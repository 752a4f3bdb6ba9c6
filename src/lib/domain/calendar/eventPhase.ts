/**
 * Where an event stands in its year. Badges, buttons and pages read this and nothing else, so that no two of them
 * contradict each other.
 */
import { civilDateAt } from '#lib/domain/time/civilDate.ts';
import { registrationState, type RegistrationState, type RegistrationWindow } from './registrationWindow.ts';

/** The stored status, and for a published event what follows from its day, its places and its results. */
export const EVENT_PHASES = [
	'draft',
	'not-yet-open',
	'open',
	'full',
	'closed',
	'today',
	'provisional',
	'official',
	'past',
	'cancelled',
	'postponed',
	'archived'
] as const;
export type EventPhaseName = (typeof EVENT_PHASES)[number];

export type EntryState = RegistrationState | 'full';

/** Of one race. */
export interface RacePlaces {
	/** Null: no limit. */
	capacity: number | null;
	/** Entries that are not cancelled. */
	registered: number;
	/** The gun in force of each wave, epoch milliseconds; null: not started. */
	guns: readonly (number | null)[];
}

export interface RaceCount extends RacePlaces {
	/** False: a walk, which has no gun and no results. */
	timed: boolean;
}

/** State of the last publication of a race. */
export type PublishedState = 'provisional' | 'official';

export interface RacePhase {
	/** `none` before the gun, and of a walk; `live` from the gun until something is published. */
	results: 'none' | 'live' | PublishedState;
	/** See `raceShut`. */
	shut: 'full' | 'over' | null;
}

export interface EventPhase {
	name: EventPhaseName;
	/** Whether somebody can register now. */
	entry: EntryState;
	/** The day is behind, or the event is put away: it stands among the past ones. */
	over: boolean;
	/** By slug. */
	races: ReadonlyMap<string, RacePhase>;
}

export type PhasedEvent = RegistrationWindow;

/**
 * @param counts by slug of the race
 * @param publications by slug; a race of which nothing is published is not in it
 * @param nowMs epoch milliseconds
 */
export function eventPhase(
	event: PhasedEvent,
	counts: ReadonlyMap<string, RaceCount>,
	publications: ReadonlyMap<string, PublishedState>,
	nowMs: number
): EventPhase {
	const today = dayOf(event, counts, nowMs);
	const races = new Map(
		[...counts].map(([slug, count]): [string, RacePhase] => {
			if (!count.timed) return [slug, { results: 'none', shut: raceShut(event, count, nowMs) }];
			const gone = count.guns.some((gunMs) => gunMs !== null && gunMs <= nowMs);
			const results = publications.get(slug) ?? (gone ? 'live' : 'none');
			return [slug, { results, shut: raceShut(event, count, nowMs) }];
		})
	);
	const entry = entryOf(registrationState(event, nowMs), [...races.values()]);
	const over = event.status === 'archived' || (today > event.date && event.status !== 'postponed');
	const results = [...races].flatMap(([slug, race]) => (counts.get(slug)?.timed ? [race.results] : []));
	return { name: nameOf(event, { entry, results, today }), entry, over, races };
}

/** From the gun on: a race that runs past midnight is not over with its day. */
const ON_COURSE_MS = 12 * 3_600_000;

/** The civil date now; the event's own as long as a race is on that began on it. */
function dayOf(
	{ date, timeZone }: PhasedEvent,
	counts: ReadonlyMap<string, RaceCount>,
	nowMs: number
): string {
	const isOn = (gunMs: number | null): boolean =>
		gunMs !== null && gunMs <= nowMs && nowMs - gunMs < ON_COURSE_MS && civilDateAt(gunMs, timeZone) === date;
	return [...counts.values()].some(({ guns }) => guns.some(isOn)) ? date : civilDateAt(nowMs, timeZone);
}

/**
 * Why nobody can enter a race, while its event takes entries: every wave has gone, or it has no places; null: there are
 * some. A gun before the day is a rehearsal.
 */
export function raceShut(
	{ date, timeZone }: Pick<PhasedEvent, 'date' | 'timeZone'>,
	{ guns, capacity, registered }: RacePlaces,
	nowMs: number
): RacePhase['shut'] {
	const started = guns.length > 0 && guns.every((gunMs) => gunMs !== null && gunMs <= nowMs);
	if (started && civilDateAt(nowMs, timeZone) >= date) return 'over';
	return capacity !== null && registered >= capacity ? 'full' : null;
}

function entryOf(state: RegistrationState, races: readonly RacePhase[]): EntryState {
	if (state !== 'open' || races.length === 0 || races.some(({ shut }) => shut === null)) return state;
	return races.some(({ shut }) => shut === 'full') ? 'full' : 'over';
}

function nameOf(
	event: PhasedEvent,
	{ entry, results, today }: { entry: EntryState; results: readonly RacePhase['results'][]; today: string }
): EventPhaseName {
	if (event.status !== 'published') return event.status;
	if (results.length > 0 && results.every((state) => state === 'official')) return 'official';
	if (results.some((state) => state === 'provisional' || state === 'official')) return 'provisional';
	if (today > event.date) return 'past';
	if (today === event.date) return 'today';
	return entry === 'open' || entry === 'not-yet-open' || entry === 'full' ? entry : 'closed';
}
