import type { Ruling } from '#lib/domain/timing/facts/ruling.ts';
import { touchedBy } from '#lib/domain/timing/rulings/lookup.ts';

/** What a ruling touches, and so what has to be judged again. */
export interface Affected {
	/** The gun of a wave: everyone, since the windows of the waves depend on each other. */
	everyone: boolean;
	participantIds: Set<string>;
	/** Passings that count differently, or for somebody else. */
	passingIds: Set<string>;
	/** Participants whose passings change hands. */
	swapped: Set<string>;
}

/** `known` holds the rulings so far by id, for a revoke to find what it lifts. */
export function affectedBy(ruling: Ruling, known: ReadonlyMap<string, Ruling>): Affected {
	const affected: Affected = {
		everyone: false,
		participantIds: new Set(),
		passingIds: new Set(),
		swapped: new Set()
	};
	const seen = new Set<string>();
	let current: Ruling | undefined = ruling;
	while (current?.type === 'revoke' && !seen.has(current.id)) {
		seen.add(current.id);
		current = known.get(current.rulingId);
	}
	if (!current) return affected;
	const { participants = [], passings = [], wave, swaps } = touchedBy(current);
	for (const id of participants) affected.participantIds.add(id);
	if (swaps) for (const id of participants) affected.swapped.add(id);
	for (const id of passings) affected.passingIds.add(id);
	affected.everyone = wave !== undefined;
	return affected;
}
