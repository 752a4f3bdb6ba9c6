import type { RankBy, Ties } from '#lib/domain/timing/facts/course.ts';
import type { Outcome } from '#lib/domain/timing/judging/judgement.ts';
import type { ParticipantResult } from '#lib/domain/timing/facts/result.ts';
import { listOrder } from './listOrder.ts';
import { isFinisher, joinHeat, sharesPlace, type Standing, standingOf } from './standing.ts';

export interface RankRules {
	rankBy: RankBy;
	ties: Ties;
	/** Each runner of a dead heat with everyone in it. Empty where the order is not the one that was ruled on. */
	deadHeats: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * The results in the order of the list, with their places written into them: overall, within sex and within division,
 * from unrounded times; 1, 2, 2, 4 where places are shared. Those without a finish follow without a place.
 */
export function rankFinishers(
	outcomes: readonly Outcome[],
	{ rankBy, ties, deadHeats }: RankRules
): ParticipantResult[] {
	const standings = outcomes.map((outcome) => standingOf({ outcome, rankBy }));
	joinDeadHeats(standings, deadHeats);
	const overall = new PlaceCounter(ties);
	const bySex = new Map<string, PlaceCounter>();
	const byDivision = new Map<string, PlaceCounter>();
	const placeWithin = (counters: Map<string, PlaceCounter>, name: string | null, standing: Standing) => {
		if (name === null) return null;
		let counter = counters.get(name);
		if (!counter) counters.set(name, (counter = new PlaceCounter(ties)));
		return counter.next(standing);
	};
	const results: ParticipantResult[] = [];
	for (const index of listOrder(standings)) {
		const result = outcomes[index]?.result;
		const standing = standings[index];
		if (!result || !standing) continue;
		results.push(result);
		if (!isFinisher(standing)) continue;
		result.place = overall.next(standing);
		result.sexPlace = placeWithin(bySex, standing.sex, standing);
		result.divisionPlace = placeWithin(byDivision, standing.division, standing);
	}
	return results;
}

/** Counts places along one list. */
class PlaceCounter {
	#count = 0;
	#place = 0;
	#last: Standing | null = null;
	readonly #ties: Ties;

	constructor(ties: Ties) {
		this.#ties = ties;
	}

	next(standing: Standing): number {
		this.#count++;
		if (!this.#last || !sharesPlace(this.#last, standing, this.#ties)) this.#place = this.#count;
		this.#last = standing;
		return this.#place;
	}
}

/** Gives the standings of each dead heat the key of its first finisher. */
export function joinDeadHeats(standings: readonly Standing[], deadHeats: RankRules['deadHeats']): void {
	if (deadHeats.size === 0) return;
	const heats = new Map<ReadonlySet<string>, Standing[]>();
	for (const standing of standings) {
		const heat = deadHeats.get(standing.participantId);
		if (!heat) continue;
		const members = heats.get(heat);
		if (members) members.push(standing);
		else heats.set(heat, [standing]);
	}
	for (const heat of heats.values()) joinHeat(heat);
}
