/**
 * The results of a race as the one results function gives them, worked out once for the facts and each order. While a race
 * runs, new facts go to its scoreboard, which judges again only whom they touch.
 */
import type { RankBy } from '#lib/domain/timing/facts/course.ts';
import { deriveResults, type DeriveInput } from '#lib/domain/timing/running/derive.ts';
import type { RaceResults } from '#lib/domain/timing/facts/result.ts';
import { Scoreboard } from '#lib/domain/timing/running/scoreboard.ts';
import type { Course } from '#lib/server/events/store/courses.ts';
import type { StoredPassing } from '#lib/server/passings/store/passingFacts.ts';
import type { Entry } from './store/raceFacts.ts';
import { fromFacts, type EventFacts } from './eventFacts.ts';
import { proposedTimesOf } from './matchings.ts';
import { rulingsOf } from '#lib/server/phones/roster.ts';

/** @param course one of `facts.event.courses` */
export function raceResults(facts: EventFacts, course: Course, rankBy?: RankBy): RaceResults {
	const by = rankBy ?? course.race.rankBy;
	return fromFacts(
		facts,
		`results ${course.id} ${by}`,
		() =>
			(by === course.race.rankBy ? onScoreboard(facts, course) : null) ??
			deriveResults({ ...inputOf(facts, course), rankBy: by })
	);
}

/** The facts of one race as the domain takes them. */
export const inputOf = (facts: EventFacts, course: Course): DeriveInput => ({
	race: course.race,
	participants: entriesOf(facts, course).map(({ participant }) => participant),
	passings: passingsOf(facts, course),
	rulings: rulingsOf(course, facts.rulings),
	proposedTimes: proposedTimesOf(facts)
});

/**
 * Null where the full derivation is cheaper: for the first facts of a line, since a race that is over is only looked at,
 * and for facts older than what the board was told.
 */
function onScoreboard(facts: EventFacts, course: Course): RaceResults | null {
	const { boards } = facts;
	if (boards === null) return null;
	const running = boards.get(course.id);
	const told = { passings: facts.passings.length, rulings: facts.rulings.length };
	if (running === undefined) {
		boards.set(course.id, 'looked-at');
		return null;
	}
	if (running === 'looked-at') {
		const board = new Scoreboard(inputOf(facts, course));
		boards.set(course.id, { board, ...told });
		return board.snapshot();
	}
	if (running.passings > told.passings || running.rulings > told.rulings) return null;
	const isOfRace = raceFilter(facts, course);
	for (const passing of facts.passings.slice(running.passings))
		if (isOfRace(passing)) running.board.applyPassing(passing);
	for (const ruling of rulingsOf(course, facts.rulings.slice(running.rulings)))
		running.board.applyRuling(ruling);
	running.board.proposeTimes(proposedTimesOf(facts));
	Object.assign(running, told);
	return running.board.snapshot();
}

export const entriesOf = (facts: EventFacts, course: Course): readonly Entry[] =>
	fromFacts(facts, `entries ${course.id}`, () =>
		facts.event.courses.length === 1
			? facts.entries
			: facts.entries.filter(({ raceId }) => raceId === course.id)
	);

/** Reads of the race's runners wherever they were made, and at its checkpoints those that are nobody's. */
export const passingsOf = (facts: EventFacts, course: Course): readonly StoredPassing[] =>
	fromFacts(facts, `passings ${course.id}`, () =>
		facts.event.courses.length === 1 ? facts.passings : facts.passings.filter(raceFilter(facts, course))
	);

function raceFilter({ event, entryOf }: EventFacts, course: Course): (passing: StoredPassing) => boolean {
	if (event.courses.length === 1) return () => true;
	const slugs = new Set(course.race.checkpoints.map(({ slug }) => slug));
	return ({ participantId, checkpoint }) =>
		participantId === null ? slugs.has(checkpoint) : entryOf.get(participantId)?.raceId === course.id;
}
