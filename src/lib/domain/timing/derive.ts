import type { Participant, RankBy } from '#lib/domain/timing/course.ts';
import { ownerlessStatus, ownerOf } from '#lib/domain/timing/eligibility.ts';
import { judgeParticipant } from '#lib/domain/timing/judge.ts';
import type { Judgement } from '#lib/domain/timing/judgement.ts';
import type { Passing } from '#lib/domain/timing/passing.ts';
import { type RaceContext, raceContext, type RaceRules } from '#lib/domain/timing/raceContext.ts';
import { type Ranked, rankFinishers } from '#lib/domain/timing/ranking.ts';
import type { ParticipantResult, PassingStatus, RaceResults } from '#lib/domain/timing/result.ts';

export type { ProposedTime } from '#lib/domain/timing/raceContext.ts';

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
	const { judgements, ownerless } = judgeAll(context, input);
	const rankBy = input.rankBy ?? input.race.rankBy;
	const ranked = rankFinishers(judgements, rankRules(context, rankBy));
	let statuses: Map<string, PassingStatus> | null = null;
	return {
		results: ranked.map(placed),
		get statuses() {
			// Built when first asked for: the public list never needs it.
			return (statuses ??= statusesOf(context, { judgements, ownerless }));
		}
	};
}

/** A dead heat is a ruling on the order of the race; in the other order the times speak. */
export const rankRules = ({ race, decisions }: RaceContext, rankBy: RankBy) => ({
	rankBy,
	ties: race.ties,
	deadHeats: rankBy === race.rankBy ? decisions.deadHeats : new Map<string, ReadonlySet<string>>()
});

function placed({ item, place, sexPlace, divisionPlace }: Ranked<Judgement>): ParticipantResult {
	const { result } = item;
	result.place = place;
	result.sexPlace = sexPlace;
	result.divisionPlace = divisionPlace;
	return result;
}

export interface Judged {
	/** In the order of the participants given. */
	judgements: Judgement[];
	/** Passings that belong to no participant of the race. */
	ownerless: Passing[];
}

/** Sorts the passings by runner, then judges each runner alone. */
export function judgeAll(
	context: RaceContext,
	{ participants, passings }: Pick<DeriveInput, 'participants' | 'passings'>
): Judged {
	const indexOf = new Map<string, number>();
	participants.forEach((participant, index) => indexOf.set(participant.id, index));
	const own: Passing[][] = participants.map(() => []);
	const ownerless: Passing[] = [];
	for (const passing of passings) {
		const owner = ownerOf(context, passing);
		const index = owner === null ? undefined : indexOf.get(owner);
		(index === undefined ? ownerless : (own[index] ?? ownerless)).push(passing);
	}
	const judgements = participants.map((participant, index) =>
		judgeParticipant(context, { participant, passings: own[index] ?? [] })
	);
	return { judgements, ownerless };
}

function statusesOf(context: RaceContext, { judgements, ownerless }: Judged): Map<string, PassingStatus> {
	const statuses = new Map<string, PassingStatus>();
	for (const { reads } of judgements) for (const read of reads) statuses.set(read.passing.id, read.status);
	for (const passing of ownerless) statuses.set(passing.id, ownerlessStatus(context, passing));
	return statuses;
}
