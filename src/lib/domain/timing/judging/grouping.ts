import type { Participant } from '#lib/domain/timing/facts/course.ts';
import { ownerOf } from './eligibility.ts';
import type { Passing } from '#lib/domain/timing/facts/passing.ts';
import type { RaceContext } from './raceContext.ts';

export interface Grouped {
	/** Passings of the first participant, then of the second … */
	owned: Passing[];
	/** Where in `owned` each participant's passings end. */
	ends: Int32Array;
	ownerless: Passing[];
}

/** Sorts the passings by runner, in linear time and without a list for each runner. */
export function groupByOwner(
	context: RaceContext,
	{ participants, passings }: { participants: readonly Participant[]; passings: readonly Passing[] }
): Grouped {
	const indexOf = new Map<string, number>();
	participants.forEach((participant, index) => indexOf.set(participant.id, index));
	const owners = new Int32Array(passings.length);
	const counts = new Int32Array(participants.length);
	const ownerless: Passing[] = [];
	passings.forEach((passing, at) => {
		const owner = ownerOf(context, passing);
		const index = (owner === null ? undefined : indexOf.get(owner)) ?? -1;
		owners[at] = index;
		if (index === -1) ownerless.push(passing);
		else counts[index] = (counts[index] ?? 0) + 1;
	});
	// Counting sort: `ends` first holds where each group begins, and is moved to its end by filling it.
	const ends = new Int32Array(participants.length);
	for (let index = 1; index < ends.length; index++) {
		ends[index] = (ends[index - 1] ?? 0) + (counts[index - 1] ?? 0);
	}
	const owned = new Array<Passing>(passings.length - ownerless.length);
	passings.forEach((passing, at) => {
		const index = owners[at] ?? -1;
		if (index === -1) return;
		owned[ends[index] ?? 0] = passing;
		ends[index] = (ends[index] ?? 0) + 1;
	});
	return { owned, ends, ownerless };
}
