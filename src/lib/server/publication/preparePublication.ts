/** What publishing would store and rule, worked out from the facts alone: outside every lock. */
import { publishedResults, type PublishedResults } from '#lib/domain/publication/publishedResults.ts';
import { decide } from '#lib/domain/timing/rulings/decisions.ts';
import { ownerOf } from '#lib/domain/timing/judging/eligibility.ts';
import { OWN_REASONS } from '#lib/domain/timing/rulings/ownReasons.ts';
import { raceContext } from '#lib/domain/timing/judging/raceContext.ts';
import type { Course } from '#lib/server/events/store/courses.ts';
import type { NewRuling } from '#lib/server/rulings/store/rulings.ts';
import { asIfRecorded } from '#lib/server/rulings/asIfRecorded.ts';
import type { EventFacts } from '#lib/server/results/eventFacts.ts';
import { runningHonours } from '#lib/server/results/honours.ts';
import { matchingsOf } from '#lib/server/results/matchings.ts';
import { entriesOf, raceResults } from '#lib/server/results/raceResults.ts';
import { rulingsOf } from '#lib/server/phones/roster.ts';

export interface Prepared {
	published: PublishedResults;
	/** To be recorded with it: line times that the matching proposed, then DNS and DNF. */
	rulings: NewRuling[];
	/** Those of them that say DNS or DNF. */
	remaining: Remaining[];
}

export interface Remaining {
	participantId: string;
	type: 'dns' | 'dnf';
}

/**
 * Official results fix the line times in use, so that no later tap and no better matching moves them, and rule everybody
 * who is neither in nor ruled.
 */
export function preparePublication(
	facts: EventFacts,
	{
		course,
		state,
		withoutGaps = false,
		by,
		nowMs
	}: {
		course: Course;
		state: 'provisional' | 'official';
		withoutGaps?: boolean;
		by: string;
		nowMs: number;
	}
): Prepared {
	const alone = standingAlone(facts);
	const shown = { course, withoutGaps };
	if (state === 'provisional') return { published: publishedOf(alone, shown), rulings: [], remaining: [] };
	const ruled = { eventId: facts.event.id, raceId: course.id, by, atMs: nowMs };
	const fixed = proposalsInUse(alone, course).map(({ chuteId, tapId, atMs }): NewRuling => ({
		...ruled,
		why: OWN_REASONS['fixed-at-publishing'],
		type: 'assign-time',
		passingId: chuteId,
		tapId,
		valueMs: Math.round(atMs)
	}));
	const matched = withRulings(alone, fixed);
	const remaining = remainingIn(matched, course);
	const out = remaining.map(({ participantId, type }): NewRuling => ({
		...ruled,
		why: OWN_REASONS['ruled-at-publishing'],
		type,
		participantId
	}));
	return {
		published: publishedOf(withRulings(matched, out), shown),
		rulings: [...fixed, ...out],
		remaining
	};
}

/** Nothing is carried over from earlier looks, so that the same facts give the same publication. */
export const standingAlone = (facts: EventFacts): EventFacts => ({
	...facts,
	boards: null,
	proposals: null,
	memo: new Map()
});

/** The facts as they are once these are recorded. */
function withRulings(facts: EventFacts, added: readonly NewRuling[]): EventFacts {
	if (added.length === 0) return facts;
	const known = facts.rulings.map(({ ruling }) => ruling);
	const rulings = asIfRecorded(known, added).map((ruling, index) => ({
		raceId: added[index]?.raceId ?? null,
		ruling
	}));
	return standingAlone({ ...facts, rulings: [...facts.rulings, ...rulings] });
}

/** Line times of the race's runners that come from the matching and that nobody has ruled. */
function proposalsInUse(facts: EventFacts, course: Course) {
	const rulings = rulingsOf(course, facts.rulings);
	const context = raceContext({ race: course.race, rulings });
	const { passings: decided } = decide(rulings);
	const runners = new Set(entriesOf(facts, course).map(({ participant }) => participant.id));
	const reads = new Map(facts.passings.map((passing) => [passing.id, passing]));
	return matchingsOf(facts)
		.flatMap(({ proposal }) => proposal.assignments)
		.filter(({ chuteId }) => {
			const read = reads.get(chuteId);
			const owner = read ? ownerOf(context, read) : null;
			return owner !== null && runners.has(owner) && !decided.get(chuteId)?.assigned;
		});
}

/** Who has neither a finish nor a ruling. */
const remainingIn = (facts: EventFacts, course: Course): Remaining[] =>
	raceResults(facts, course).results.flatMap(({ participantId, status }): Remaining[] => {
		if (status === 'not-seen') return [{ participantId, type: 'dns' }];
		return status === 'on-course' ? [{ participantId, type: 'dnf' }] : [];
	});

export function publishedOf(
	facts: EventFacts,
	{ course, withoutGaps }: { course: Course; withoutGaps: boolean }
): PublishedResults {
	const { rankBy, rounding } = course.race;
	const gun = raceResults(facts, course, 'gun').results;
	const net = raceResults(facts, course, 'net').results;
	const honours = runningHonours(facts, course);
	const sexOf = (id: string) => facts.entryOf.get(id)?.participant.sex ?? null;
	return publishedResults({ rankBy, rounding, gun, net, honours, ...(withoutGaps ? { sexOf } : {}) });
}
