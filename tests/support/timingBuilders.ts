import type { Checkpoint, Participant, Race } from '#lib/domain/timing/facts/course.ts';
import { type DeriveInput, deriveResults } from '#lib/domain/timing/running/derive.ts';
import type { Passing } from '#lib/domain/timing/facts/passing.ts';
import type { ParticipantResult, RaceResults } from '#lib/domain/timing/facts/result.ts';
import type { Ruling } from '#lib/domain/timing/facts/ruling.ts';

/** The gun of the built races: 10 June 2018, 10:00 in Chișinău. */
export const GUN = Date.UTC(2018, 5, 10, 7);

/** Milliseconds in `[-][h:]mm:ss[.fff]`: `after('24:31.120')` is 1,471,120. */
export function after(clock: string): number {
	const sign = clock.startsWith('-') ? -1 : 1;
	const seconds = clock
		.replace('-', '')
		.split(':')
		.reduce((total, part) => total * 60 + Number(part), 0);
	return sign * Math.round(seconds * 1000);
}

/** The instant that long after the gun. */
export const at = (clock: string): number => GUN + after(clock);

export const checkpoint = (given: Partial<Checkpoint> & Pick<Checkpoint, 'slug' | 'kind'>): Checkpoint => ({
	distanceM: null,
	minTimeMs: given.kind === 'start' ? 0 : 600_000,
	maxOccurrences: 1,
	gapMs: 60_000,
	devices: [],
	agreeMs: 5_000,
	...given
});

/** A 5 km with start, a split at 2.5 km from 5 minutes and a finish from 10 minutes, one wave. */
export const race = (given: Partial<Race> = {}): Race => ({
	slug: '5k',
	name: '5 km',
	distanceM: 5000,
	rankBy: 'gun',
	rounding: 'second-up',
	ties: 'share',
	startWindowMs: 900_000,
	ageOn: 'race-day',
	date: '2018-06-10',
	waves: [{ slug: 'all', gunStartMs: GUN }],
	checkpoints: [
		checkpoint({ slug: 'start', kind: 'start' }),
		checkpoint({ slug: 'half', kind: 'split', distanceM: 2500, minTimeMs: 300_000 }),
		checkpoint({ slug: 'finish', kind: 'finish', distanceM: 5000 })
	],
	divisions: [],
	fallbackDivision: null,
	awards: [],
	teams: [],
	...given
});

/** A participant whose id is `p` and the bib. */
export const participant = (bib: string, given: Partial<Participant> = {}): Participant => ({
	id: `p${bib}`,
	bib,
	waveSlug: 'all',
	sex: null,
	birthDate: null,
	age: null,
	division: null,
	club: null,
	...given
});

let made = 0;

/** A scan of that bib at `checkpoint`, `clock` after the gun. */
export function scan(
	bib: string,
	checkpointSlug: string,
	clock: string,
	given: Partial<Passing> = {}
): Passing {
	made++;
	return {
		id: `r${made}`,
		device: `${checkpointSlug}-a`,
		seq: made,
		checkpoint: checkpointSlug,
		kind: 'scan',
		participantId: `p${bib}`,
		read: bib,
		atMs: at(clock),
		offsetMs: 0,
		uncertaintyMs: null,
		resolutionMs: 1,
		receivedMs: at(clock),
		assigned: true,
		...given
	};
}

/** Omits from each member of a union, so that a ruling keeps its shape. */
type Decision = Ruling extends infer R
	? R extends Ruling
		? Omit<R, 'id' | 'seq' | 'atMs' | 'by' | 'why'>
		: never
	: never;

/** A ruling, later than all made before, decided three hours after the gun. */
export function ruling(decision: Decision, given: Partial<Pick<Ruling, 'id' | 'seq' | 'atMs'>> = {}): Ruling {
	made++;
	return {
		id: `d${made}`,
		seq: made,
		atMs: at('3:00:00'),
		by: 'organiser',
		why: 'seen',
		...decision,
		...given
	} as Ruling;
}

/** The results of facts, with one runner, `7`, unless participants are given. */
export function derive(facts: Partial<DeriveInput>): RaceResults {
	return deriveResults({
		race: race(),
		participants: [participant('7')],
		passings: [],
		rulings: [],
		...facts
	});
}

/** The result of that bib. */
export function resultOf(results: RaceResults, bib = '7'): ParticipantResult {
	const result = results.results.find(({ participantId }) => participantId === `p${bib}`);
	if (!result) throw new Error(`no result for bib ${bib}`);
	return result;
}

/** The statuses of those passings, in the order given. */
export const statusesOf = (results: RaceResults, passings: readonly Passing[]): (string | undefined)[] =>
	passings.map((passing) => results.statuses.get(passing.id));
