import { awardChecks } from './awards.ts';
import type { Check, CheckSeverity, Inspected } from './check.ts';
import { finishesWithoutStart, flaggedResults } from './flagged.ts';
import { overdueRunners } from './overdue.ts';
import { impossiblePaces } from './pace.ts';
import { groupedNotices } from './grouped.ts';
import { missedSplits } from './missedSplits.ts';
import { duplicateBibs, readsBeforeGun, unplacedPassings } from './passings.ts';
import { differingPodiums } from './podium.ts';
import type { DeriveInput } from '#lib/domain/timing/running/derive.ts';
import { ownerOf } from '#lib/domain/timing/judging/eligibility.ts';
import { gunStartsOfRunners, raceContext } from '#lib/domain/timing/judging/raceContext.ts';
import type { RaceResults } from '#lib/domain/timing/facts/result.ts';

const URGENCY: Record<CheckSeverity, number> = { safety: 0, warning: 1, notice: 2 };

export interface CheckInput extends DeriveInput {
	/** What `deriveResults` answers for the same facts, in the order of the race. */
	derived: RaceResults;
	/** Epoch milliseconds, for who is overdue. */
	nowMs: number;
}

/** Everything worth a look before results are published, the most urgent first. */
export function checkRace(input: CheckInput): Check[] {
	const inspected = inspect(input);
	const checks = [
		...overdueRunners(inspected),
		...flaggedResults(inspected),
		...impossiblePaces(inspected),
		...duplicateBibs(inspected),
		...unplacedPassings(inspected),
		...readsBeforeGun(inspected),
		...missedSplits(inspected),
		...awardChecks(inspected),
		...differingPodiums(inspected),
		...finishesWithoutStart(inspected)
	];
	return groupedNotices(checks).sort((a, b) => URGENCY[a.severity] - URGENCY[b.severity]);
}

function inspect({ derived, nowMs, ...input }: CheckInput): Inspected {
	const context = raceContext(input);
	const participants = new Map(input.participants.map((participant) => [participant.id, participant]));
	const passings = new Map(input.passings.map((passing) => [passing.id, passing]));
	return {
		race: input.race,
		participants,
		results: derived.results,
		passings: [...passings.values()].flatMap((passing) => {
			const status = derived.statuses.get(passing.id);
			const owner = ownerOf(context, passing);
			const known = owner !== null && participants.has(owner) ? owner : null;
			return status ? [{ passing, status, owner: known }] : [];
		}),
		gunStarts: gunStartsOfRunners(context, input.participants),
		nowMs
	};
}
