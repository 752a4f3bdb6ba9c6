import type { Participant, RankBy } from '#lib/domain/timing/facts/course.ts';
import { ownerlessStatus } from '#lib/domain/timing/judging/eligibility.ts';
import { groupByOwner } from '#lib/domain/timing/judging/grouping.ts';
import { judgeParticipant } from '#lib/domain/timing/judging/judge.ts';
import type { Outcome } from '#lib/domain/timing/judging/judgement.ts';
import type { Passing } from '#lib/domain/timing/facts/passing.ts';
import { type RaceContext, raceContext, type RaceRules } from '#lib/domain/timing/judging/raceContext.ts';
import { rankFinishers, type RankRules } from '#lib/domain/timing/ranking/ranking.ts';
import type { PassingStatus, RaceResults } from '#lib/domain/timing/facts/result.ts';

export interface DeriveInput extends RaceRules {
	participants: readonly Participant[];
	/** Any order, repeats allowed; also passings of other races of the event. */
	passings: readonly Passing[];
	/** Order by gun or by net; default: as the race says. */
	rankBy?: RankBy;
}

/**
 * The one results function: same facts, same results, whatever the order or number of times they arrived.
 * Page, live board, CSV, JSON, PDF and certificate all read what it returns.
 */
export function deriveResults(input: DeriveInput): RaceResults {
	const context = raceContext(input);
	const judged = judgeAll(context, input);
	const rankBy = input.rankBy ?? input.race.rankBy;
	const results = rankFinishers(judged.outcomes, rankRules(context, rankBy));
	let statuses: Map<string, PassingStatus> | null = null;
	return {
		results,
		get statuses() {
			// Built when first asked for: the public list never needs it.
			return (statuses ??= statusesOf(context, judged));
		}
	};
}

/** A dead heat is a ruling on the order of the race; in the other order the times speak. */
export const rankRules = ({ race, decisions }: RaceContext, rankBy: RankBy): RankRules => ({
	rankBy,
	ties: race.ties,
	deadHeats: rankBy === race.rankBy ? decisions.deadHeats : new Map<string, ReadonlySet<string>>()
});

interface Judged {
	/** In the order of the participants given. */
	outcomes: Outcome[];
	/** Passings of the participants, and at the same index the status of each. */
	owned: Passing[];
	statuses: PassingStatus[];
	/** Passings that belong to no participant of the race. */
	ownerless: Passing[];
}

/**
 * Sorts the passings by runner, then judges each runner alone. Of the reads only the statuses are kept: a quarter
 * of a million objects that live on would cost more than the judging.
 */
function judgeAll(
	context: RaceContext,
	{ participants, passings }: Pick<DeriveInput, 'participants' | 'passings'>
): Judged {
	const { owned, ends, ownerless } = groupByOwner(context, { participants, passings });
	const statuses = new Array<PassingStatus>(owned.length);
	let kept = 0;
	const outcomes = participants.map((participant, index) => {
		const own = owned.slice(index === 0 ? 0 : ends[index - 1], ends[index]);
		const { reads, outcome } = judgeParticipant(context, { participant, passings: own });
		// Repeats are gone, so what is kept never runs ahead of what is still to be judged.
		for (const { passing, status } of reads) {
			owned[kept] = passing;
			statuses[kept] = status;
			kept++;
		}
		return outcome;
	});
	owned.length = kept;
	return { outcomes, owned, statuses, ownerless };
}

function statusesOf(context: RaceContext, judged: Judged): Map<string, PassingStatus> {
	const statuses = new Map<string, PassingStatus>();
	judged.owned.forEach((passing, at) => statuses.set(passing.id, judged.statuses[at] ?? 'counted'));
	for (const passing of judged.ownerless) statuses.set(passing.id, ownerlessStatus(context, passing));
	return statuses;
}
