/** Which passings arrived after the official results of their race; see timing rules, Versions. */
import type { WhoseRead } from '#lib/domain/bibs/bibIndex.ts';
import type { EventCourses } from '#lib/server/events/store/courses.ts';
import type { StoredPassing } from './store/passingFacts.ts';
import type { Entry, FactsVersion } from '#lib/server/results/store/raceFacts.ts';

export interface Owners {
	version: Pick<FactsVersion, 'official'>;
	event: EventCourses;
	whose: WhoseRead;
	entryOf: ReadonlyMap<string, Entry>;
}

/** A read of nobody is late once all races of its checkpoint have official results without it. */
export function isLate(
	{ arrival, participantId, checkpoint }: StoredPassing,
	{ version: { official }, event, entryOf }: Owners
): boolean {
	if (arrival === undefined) return false;
	const raceId = participantId === null ? null : entryOf.get(participantId)?.raceId;
	const races = event.courses.filter(({ id, race }) =>
		raceId == null ? race.checkpoints.some(({ slug }) => slug === checkpoint) : id === raceId
	);
	return (
		races.length > 0 &&
		races.every(({ race: { slug } }) => {
			const seen = official.get(slug);
			return seen !== undefined && arrival > seen;
		})
	);
}

/** Writes whose it is, and whether it is late, into a row that nobody else holds yet. */
export function claimed(passing: StoredPassing, owners: Owners): StoredPassing {
	passing.participantId = owners.whose(passing.readAs, passing.read);
	if (isLate(passing, owners)) passing.late = true;
	return passing;
}
