import type { Participant, Race, RankBy } from '#lib/domain/timing/facts/course.ts';
import { rankFinishers } from './ranking.ts';
import type { ParticipantResult } from '#lib/domain/timing/facts/result.ts';

export interface Ordered {
	race: Race;
	participants: readonly Participant[];
	/** In the order of the race. */
	results: readonly ParticipantResult[];
}

/**
 * The same results in the order by gun or by net, with the places of that order. The finishers are ranked again; the
 * others keep their order behind them. In the order of the race itself the results come back as they are, with its
 * dead heats; in the other order the times speak.
 */
export function reorder({ race, participants, results }: Ordered, rankBy: RankBy): ParticipantResult[] {
	if (rankBy === race.rankBy) return [...results];
	const known = new Map(participants.map((participant) => [participant.id, participant]));
	const finishers = results.flatMap((result) => {
		const participant = known.get(result.participantId);
		if (result.status !== 'finished' || !participant) return [];
		return [{ participant, result: { ...result }, position: 0, progressMs: null }];
	});
	const ranked = rankFinishers(finishers, { rankBy, ties: race.ties, deadHeats: new Map() });
	return [...ranked, ...results.filter(({ status }) => status !== 'finished')];
}
