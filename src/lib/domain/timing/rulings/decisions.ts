import type { Ruling } from '#lib/domain/timing/facts/ruling.ts';
import { type Decided, nothingDecided } from './decided.ts';
import { applyRuling } from './lookup.ts';

/** The rulings in force, sorted by what they are about. */
export interface Decisions extends Decided {
	/** In the order decided. */
	inForce: Ruling[];
}

/**
 * Rulings in force, in the order decided: repeats dropped, revoked ones left out. A revoke may itself be revoked,
 * and then what it had revoked is in force again.
 */
export function rulingsInForce(rulings: readonly Ruling[]): Ruling[] {
	const latestFirst = [...new Map(rulings.map((ruling) => [ruling.id, ruling])).values()].sort(
		(a, b) => b.seq - a.seq || (a.id < b.id ? 1 : -1)
	);
	const revoked = new Set<string>();
	const inForce: Ruling[] = [];
	for (const ruling of latestFirst) {
		if (revoked.has(ruling.id)) continue;
		if (ruling.type === 'revoke') revoked.add(ruling.rulingId);
		inForce.push(ruling);
	}
	return inForce.reverse();
}

/**
 * Sorts the rulings in force by what they decide. Of several of one kind about one thing the last wins; penalties
 * and bonuses add up; bib swaps follow one another.
 */
export function decide(rulings: readonly Ruling[]): Decisions {
	const decisions: Decisions = { inForce: rulingsInForce(rulings), ...nothingDecided() };
	for (const ruling of decisions.inForce) applyRuling(decisions, ruling);
	return decisions;
}

/**
 * Adds one more ruling to decisions in force. Answers false, and changes nothing, where that needs a fresh `decide`:
 * a revoke, a ruling already there, one older than the last.
 */
export function decideOneMore(decisions: Decisions, ruling: Ruling): boolean {
	const last = decisions.inForce.at(-1);
	if (ruling.type === 'revoke' || (last && ruling.seq <= last.seq)) return false;
	decisions.inForce.push(ruling);
	applyRuling(decisions, ruling);
	return true;
}
