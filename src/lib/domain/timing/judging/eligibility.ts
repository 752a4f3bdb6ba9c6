import { isTapUsed, type PassingDecision } from '#lib/domain/timing/rulings/decided.ts';
import { correctedMs, type Passing } from '#lib/domain/timing/facts/passing.ts';
import type { RaceContext } from './raceContext.ts';
import type { Read } from './read.ts';
import type { PassingStatus } from '#lib/domain/timing/facts/result.ts';

/** Whose passing it is after claims and bib swaps; null: nobody known. */
export function ownerOf({ decisions }: RaceContext, passing: Passing): string | null {
	const claimedBy = decisions.passings.size > 0 ? decisions.passings.get(passing.id)?.claimedBy : null;
	if (claimedBy) return claimedBy;
	if (passing.participantId === null || decisions.wearers.size === 0) return passing.participantId;
	return decisions.wearers.get(passing.participantId) ?? passing.participantId;
}

/**
 * The read that a participant's passing makes at a line of the race: with the time it stands for, and with the status
 * `counted` unless it cannot count whatever the others say.
 */
export function readOf(context: RaceContext, passing: Passing): Read {
	const { decisions, proposedTimes } = context;
	const line = context.lineIndex.get(passing.checkpoint) ?? -1;
	const decision = decisions.passings.size > 0 ? decisions.passings.get(passing.id) : undefined;
	let ms = correctedMs(passing);
	let { uncertaintyMs } = passing;
	if (decision?.assigned) ms = decision.assigned.ms;
	else if (passing.kind === 'chute') {
		const proposed = proposedTimes.get(passing.id);
		ms = proposed?.ms ?? NaN;
		uncertaintyMs = proposed?.uncertaintyMs ?? null;
	}
	let status: PassingStatus;
	if (decision?.voided) status = 'voided';
	else if (line === -1) status = 'wrong-race';
	else status = waitingStatus(passing, decision) ?? (Number.isNaN(ms) ? 'unmatched' : 'counted');
	return { passing, line, ms, uncertaintyMs, status };
}

/** Status of a passing that belongs to no participant of the race. */
export function ownerlessStatus(context: RaceContext, passing: Passing): PassingStatus {
	const { decisions, lineIndex } = context;
	if (decisions.passings.get(passing.id)?.voided) return 'voided';
	if (!lineIndex.has(passing.checkpoint) || ownerOf(context, passing) !== null) return 'wrong-race';
	if (isTapUsed(decisions, passing.id)) return 'matched';
	const waiting = waitingStatus(passing, decisions.passings.get(passing.id));
	return waiting ?? (passing.read === null ? 'unmatched' : 'unknown-bib');
}

/** The status of a passing that counts only once an organiser accepts it; null: it does not wait for that. */
export function waitingStatus(
	{ assigned, late }: Passing,
	decision: PassingDecision | undefined
): 'unassigned' | 'after-official' | null {
	if (decision?.accepted) return null;
	if (!assigned) return 'unassigned';
	return late ? 'after-official' : null;
}
