import type { Ruling } from '#lib/domain/timing/facts/ruling.ts';

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
	if (current) add(affected, current);
	return affected;
}

function add(affected: Affected, ruling: Ruling): void {
	switch (ruling.type) {
		case 'void':
		case 'reinstate':
		case 'accept':
		case 'claim':
		case 'assign-time':
			affected.passingIds.add(ruling.passingId);
			break;
		case 'wave-start':
			affected.everyone = true;
			break;
		case 'dead-heat':
			for (const id of ruling.participantIds) affected.participantIds.add(id);
			break;
		case 'bib-swap':
			for (const id of [ruling.participantId, ruling.otherParticipantId]) {
				affected.participantIds.add(id);
				affected.swapped.add(id);
			}
			break;
		case 'revoke':
			break;
		default:
			affected.participantIds.add(ruling.participantId);
	}
}
