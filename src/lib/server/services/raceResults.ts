/** The results of a race as the one results function gives them, worked out once for the facts and each order. */
import type { RankBy } from '#lib/domain/timing/course.ts';
import { deriveResults } from '#lib/domain/timing/derive.ts';
import type { RaceResults } from '#lib/domain/timing/result.ts';
import type { Course } from '../store/courses.ts';
import type { Entry, StoredPassing } from '../store/raceFacts.ts';
import { fromFacts, type EventFacts } from './eventFacts.ts';
import { rulingsOf } from './roster.ts';

/** @param course one of `facts.event.courses` */
export function raceResults(facts: EventFacts, course: Course, rankBy?: RankBy): RaceResults {
	const by = rankBy ?? course.race.rankBy;
	return fromFacts(facts, `results ${course.id} ${by}`, () =>
		deriveResults({
			race: course.race,
			participants: entriesOf(facts, course).map(({ participant }) => participant),
			passings: passingsOf(facts, course),
			rulings: rulingsOf(course, facts.rulings),
			rankBy: by
		})
	);
}

export const entriesOf = (facts: EventFacts, course: Course): readonly Entry[] =>
	fromFacts(facts, `entries ${course.id}`, () =>
		facts.event.courses.length === 1
			? facts.entries
			: facts.entries.filter(({ raceId }) => raceId === course.id)
	);

/** Reads of the race's runners wherever they were made, and at its checkpoints those that are nobody's. */
export const passingsOf = (facts: EventFacts, course: Course): readonly StoredPassing[] =>
	fromFacts(facts, `passings ${course.id}`, () => {
		if (facts.event.courses.length === 1) return facts.passings;
		const slugs = new Set(course.race.checkpoints.map(({ slug }) => slug));
		return facts.passings.filter(({ participantId, checkpoint }) =>
			participantId === null ? slugs.has(checkpoint) : facts.entryOf.get(participantId)?.raceId === course.id
		);
	});
