/** The form of one race: distance, starts, course, divisions, awards, and how it is ranked. As text, and back. */
import { parseDuration } from '#lib/domain/time/duration.ts';
import { instantAt, parseTimeOfDay } from '#lib/domain/time/timeOfDay.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import type { EventDocument, RaceDocument } from '#lib/schemas/event/event.ts';
import { alongOf, capacityOf, metresOf, shortNameOf } from '#lib/schemas/event/eventFields.ts';
import type { ChangedDocument, EventForm, SettingFault, Settings } from '#lib/schemas/event/madeFrom.ts';
import { documentFaults } from './raceFaults.ts';
import { fieldFaults } from './raceRules.ts';
import { raceSettings } from './raceSettings.ts';
import { keysOf, partField, rowOf, type RaceList, type RowPart } from './rows.ts';

/** @param slug which race of the event */
export const raceForm = (slug: string): EventForm => ({
	settingsOf: (document) => {
		const race = document.races.find((race) => race.slug === slug);
		return race ? raceSettings(race, document.timeZone) : null;
	},
	isNew: (field) => rowOf(field) !== null,
	withSettings: (document, changed) => withRace(document, slug, changed)
});

function withRace(
	document: EventDocument,
	slug: string,
	changed: Settings
): Result<ChangedDocument, SettingFault[]> {
	const before = document.races.find((race) => race.slug === slug);
	if (!before) return err([]);
	const wanted = { ...raceSettings(before, document.timeZone), ...changed };
	const faults = fieldFaults(changed, wanted);
	if (faults.length > 0) return err(faults);
	const race = raceOf(before, { wanted, changed, document });
	const races = document.races.map((each) => withoutGuns(each.slug === slug ? race : each));
	const made = { ...document, races } as ChangedDocument;
	const broken = documentFaults(made, { race: document.races.indexOf(before), wanted });
	return broken.length > 0 ? err(broken) : ok(made);
}

interface Wanted {
	wanted: Settings;
	changed: Settings;
	document: EventDocument;
}

function raceOf(before: RaceDocument, { wanted, changed, document }: Wanted): RaceDocument {
	const of = (field: string): string => (wanted[field] ?? '').trim();
	const age = (field: string): number | null => (of(field) === '' ? null : Number(of(field)));
	const rows = <L extends RaceList, T>(
		list: L,
		read: (key: string, part: (part: RowPart<L>) => string) => T
	): T[] => keysOf(wanted, list).map((key) => read(key, (part) => of(partField(list, key, part))));
	/** What a field of text says, or what is stored where it stayed as it was: text is less exact. */
	const kept = <T>(field: string, stored: T, typed: () => T): T => (field in changed ? typed() : stored);
	const { date, timeZone } = document;
	return {
		...before,
		name: of('name'),
		distanceM: kept('distance', before.distanceM, () => metresOf(of('distance')) ?? before.distanceM),
		capacity: capacityOf(of('places')),
		ageFrom: age('ageFrom'),
		ageTo: age('ageTo'),
		rankBy: of('rankBy') as RaceDocument['rankBy'],
		rounding: of('rounding') as RaceDocument['rounding'],
		ties: of('ties') as RaceDocument['ties'],
		ageOn: of('ageOn') as RaceDocument['ageOn'],
		startWindowMs: parseDuration(of('startWindow')) ?? 0,
		fallbackDivision: of('fallbackDivision') || null,
		waves: rows('wave', (key, part) => {
			const stored = before.waves.find(({ slug }) => slug === key);
			const msOfDay = parseTimeOfDay(part('start'));
			const scheduledAt = (): number | null =>
				msOfDay === null ? null : instantAt({ date, msOfDay, timeZone });
			return {
				slug: stored?.slug ?? shortNameOf(part('name')),
				scheduledAt: kept(partField('wave', key, 'start'), stored?.scheduledAt ?? null, scheduledAt)
			};
		}),
		checkpoints: inCourseOrder(
			rows('checkpoint', (key, part) => {
				const stored = before.checkpoints.find(({ slug }) => slug === key);
				return {
					...(stored ?? { gapMs: USUAL_GAP_MS, devices: [], agreeMs: USUAL_AGREE_MS }),
					slug: stored?.slug ?? shortNameOf(part('name')),
					kind: part('kind') as RaceDocument['checkpoints'][number]['kind'],
					distanceM: kept(partField('checkpoint', key, 'distance'), stored?.distanceM ?? null, () =>
						alongOf(part('distance'))
					),
					maxOccurrences: Number(part('crossings')),
					minTimeMs: parseDuration(part('least'))
				};
			})
		),
		divisions: rows('division', (key, part) => ({
			name: part('name'),
			sex: (part('sex') || null) as RaceDocument['divisions'][number]['sex'],
			ageFrom: age(partField('division', key, 'from')),
			ageTo: age(partField('division', key, 'to'))
		})),
		awards: rows('award', (_, part) => ({
			name: part('name'),
			sex: (part('sex') || null) as RaceDocument['awards'][number]['sex'],
			division: part('division') || null,
			rankBy: part('rankBy') as RaceDocument['rankBy'],
			depth: Number(part('depth')),
			exclusive: part('exclusive') === 'yes'
		}))
	};
}

/** As the event document has them where it says nothing. */
const USUAL_GAP_MS = 60_000;
const USUAL_AGREE_MS = 5_000;

/** Splits stand between the others by their distance; one without a distance stays where it was put. */
function inCourseOrder<C extends { kind: string; distanceM: number | null }>(checkpoints: C[]): C[] {
	const splits = checkpoints.filter(({ kind }) => kind === 'split');
	const others = checkpoints.filter(({ kind }) => kind !== 'split');
	if (splits.every(({ distanceM }) => distanceM !== null))
		splits.sort((a, b) => (a.distanceM ?? 0) - (b.distanceM ?? 0));
	const finish = others.findIndex(({ kind }) => kind === 'finish' || kind === 'start-finish');
	return finish < 0
		? [...others, ...splits]
		: [...others.slice(0, finish), ...splits, ...others.slice(finish)];
}

/** Left out, the guns in force stay. */
const withoutGuns = (race: RaceDocument): RaceDocument => ({
	...race,
	waves: race.waves.map(({ slug, scheduledAt }) => ({ slug, scheduledAt }))
});
