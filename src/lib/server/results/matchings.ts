/** What the tap–scan matching makes of an event's facts, worked out once for them. */
import { proposeMatches, type MatchProposal } from '#lib/domain/timing/alignment/proposeMatches.ts';
import { sequencesOf, type Sequences } from '#lib/domain/timing/alignment/input/sequencesOf.ts';
import type { ProposedTimes } from '#lib/domain/timing/judging/raceContext.ts';
import { fromFacts, type EventFacts } from './eventFacts.ts';

/** Taps and chute reads of one line, and which belongs to which. */
export interface Matching extends Sequences {
	checkpoint: string;
	proposal: MatchProposal;
}

/** Of every line where bibs were read in a chute. Races that share a line are matched together. */
export const matchingsOf = (facts: EventFacts): readonly Matching[] =>
	fromFacts(facts, 'matchings', () => chuteLines(facts).map((checkpoint) => matched(facts, checkpoint)));

/** The line times of chute reads, by passing id. */
export const proposedTimesOf = (facts: EventFacts): ProposedTimes =>
	fromFacts(facts, 'proposed times', () => {
		const assigned = matchingsOf(facts).flatMap(({ proposal }) => proposal.assignments);
		return new Map(
			assigned.map(({ chuteId, atMs, uncertaintyMs }) => [chuteId, { ms: atMs, uncertaintyMs }])
		);
	});

function chuteLines({ passings }: EventFacts): string[] {
	const lines = new Set<string>();
	for (const { kind, checkpoint } of passings) if (kind === 'chute') lines.add(checkpoint);
	return [...lines].sort();
}

/** While the race runs what is settled is not matched again; facts that stand alone (a publication) are matched whole. */
function matched({ passings, rulings, proposals }: EventFacts, checkpoint: string): Matching {
	const sequences = sequencesOf({ passings, rulings: rulings.map(({ ruling }) => ruling), checkpoint });
	const proposal = proposeMatches({ ...sequences, previous: proposals?.get(checkpoint) ?? null });
	proposals?.set(checkpoint, proposal);
	return { checkpoint, ...sequences, proposal };
}
