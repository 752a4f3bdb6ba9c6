/** What the public list of a race would tell by its gaps, for the organiser who publishes it. */
import { gapsOf, type Gaps } from '#lib/domain/publication/gaps.ts';
import { publicRunner } from '#lib/domain/publication/visibility.ts';
import type { Course } from '#lib/server/events/store/courses.ts';
import { fromFacts, type EventFacts } from '#lib/server/results/eventFacts.ts';
import { raceResults } from '#lib/server/results/raceResults.ts';

/** Of the results as they stand. @param course one of `facts.event.courses` */
export const publicGaps = (facts: EventFacts, course: Course): Gaps =>
	fromFacts(facts, `gaps ${course.id}`, () =>
		gapsOf(
			raceResults(facts, course).results.flatMap(({ participantId, status, division }) => {
				const entry = facts.entryOf.get(participantId);
				if (status !== 'finished' || !entry) return [];
				const listed = publicRunner(entry, { finished: true }) !== null;
				return [{ sex: entry.participant.sex, division, listed }];
			})
		)
	);
