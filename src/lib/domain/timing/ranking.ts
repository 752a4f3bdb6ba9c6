import type { RankBy, Ties } from '#lib/domain/timing/course.ts';
import type { Outcome } from '#lib/domain/timing/judgement.ts';
import { listOrder } from '#lib/domain/timing/listOrder.ts';
import { isFinisher, joinHeat, sharesPlace, type Standing, standingOf } from '#lib/domain/timing/standing.ts';

export interface Ranked<T> {
	item: T;
	/** Null for those without a finish. */
	place: number | null;
	sexPlace: number | null;
	divisionPlace: number | null;
}

export interface RankRules {
	rankBy: RankBy;
	ties: Ties;
	/** Each runner of a dead heat with everyone in it. Empty where the order is not the one that was ruled on. */
	deadHeats: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Orders participants by unrounded time and gives places overall, within sex and within division: 1, 2, 2, 4 where
 * places are shared. Those without a finish follow without a place.
 */
export function rankFinishers<T extends Outcome>(
	outcomes: readonly T[],
	{ rankBy, ties, deadHeats }: RankRules
): Ranked<T>[] {
	const standings = outcomes.map((outcome) => standingOf({ outcome, rankBy }));
	joinDeadHeats(standings, deadHeats);
	const order = listOrder(standings);
	const overall = new PlaceCounter(ties);
	const groups = new Map<string, PlaceCounter>();
	const placeWithin = (group: string, standing: Standing) => {
		let counter = groups.get(group);
		if (!counter) groups.set(group, (counter = new PlaceCounter(ties)));
		return counter.next(standing);
	};
	const ranked: Ranked<T>[] = [];
	for (const index of order) {
		const item = outcomes[index];
		const standing = standings[index];
		if (!item || !standing) continue;
		const finisher = isFinisher(standing);
		ranked.push({
			item,
			place: finisher ? overall.next(standing) : null,
			sexPlace: finisher && standing.sex ? placeWithin(`sex:${standing.sex}`, standing) : null,
			divisionPlace:
				finisher && standing.division !== null ? placeWithin(`division:${standing.division}`, standing) : null
		});
	}
	return ranked;
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
