/** A race of the event document as the text in the fields of its form. */
import { formatDuration } from '#lib/domain/time/duration.ts';
import { localTimeOfDay } from '#lib/domain/time/timeOfDay.ts';
import type { RaceDocument } from '#lib/schemas/event/event.ts';
import { kilometresText } from '#lib/schemas/event/eventFields.ts';
import type { Settings } from '#lib/schemas/event/madeFrom.ts';
import { rowField, type RaceList, type RowPart } from './rows.ts';

/** What a race has once. */
export const RACE_SETTINGS = [
	'name',
	'distance',
	'places',
	'ageFrom',
	'ageTo',
	'rankBy',
	'rounding',
	'ties',
	'ageOn',
	'startWindow',
	'fallbackDivision'
] as const;
export type RaceSetting = (typeof RACE_SETTINGS)[number];

const number = (value: number | null | undefined): string =>
	value === null || value === undefined ? '' : String(value);
const duration = (ms: number | null): string => (ms === null ? '' : formatDuration(ms));

export function raceSettings(race: RaceDocument, timeZone: string): Settings {
	const rows = <T, L extends RaceList>(
		list: L,
		items: T[],
		read: (item: T, index: number) => { key: string } & Record<RowPart<L>, string>
	): Settings =>
		Object.fromEntries(
			items.flatMap((item, index) => {
				const { key, ...parts } = read(item, index);
				const fields = Object.entries(parts as Record<string, string>);
				return [
					[rowField(list, key), 'yes'],
					...fields.map(([part, value]) => [`${rowField(list, key)}_${part}`, value])
				];
			})
		);
	return {
		name: race.name,
		distance: kilometresText(race.distanceM),
		places: number(race.capacity),
		ageFrom: number(race.ageFrom),
		ageTo: number(race.ageTo),
		rankBy: race.rankBy,
		rounding: race.rounding,
		ties: race.ties,
		ageOn: race.ageOn,
		startWindow: duration(race.startWindowMs),
		fallbackDivision: race.fallbackDivision ?? '',
		...rows('wave', race.waves, ({ slug, scheduledAt }) => ({
			key: slug,
			name: slug,
			start: scheduledAt === null ? '' : localTimeOfDay(scheduledAt, timeZone)
		})),
		...rows('checkpoint', race.checkpoints, ({ slug, kind, distanceM, maxOccurrences, minTimeMs }) => ({
			key: slug,
			name: slug,
			kind,
			distance: distanceM === null ? '' : kilometresText(distanceM),
			crossings: String(maxOccurrences),
			least: duration(minTimeMs)
		})),
		...rows('division', race.divisions, ({ name, sex, ageFrom, ageTo }, index) => ({
			key: String(index),
			name,
			sex: sex ?? '',
			from: number(ageFrom),
			to: number(ageTo)
		})),
		...rows('award', race.awards, ({ name, sex, division, rankBy, depth, exclusive }, index) => ({
			key: String(index),
			name,
			sex: sex ?? '',
			division: division ?? '',
			rankBy,
			depth: String(depth),
			exclusive: exclusive ? 'yes' : ''
		}))
	};
}
