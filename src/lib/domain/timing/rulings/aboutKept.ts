import type { Ruling } from '#lib/domain/timing/facts/ruling.ts';
import type { MergedEntry } from '#lib/domain/people/merging/merge.ts';

/**
 * What was decided about a merged entry is decided about the one that stayed, since both are one runner. The rulings
 * themselves stay as they were written, so that they are the other entry's again when the merge is undone.
 */
export function aboutKept<Stored extends { ruling: Ruling }>(
	rulings: readonly Stored[],
	merged: readonly MergedEntry[]
): readonly Stored[] {
	if (merged.length === 0) return rulings;
	const kept = new Map(merged.map(({ id, keptId }) => [id, keptId]));
	const keptOf = (id: string): string => kept.get(id) ?? id;
	return rulings.map((stored) => {
		const { ruling } = stored;
		const about: Record<string, unknown> = {};
		if ('participantId' in ruling) about.participantId = keptOf(ruling.participantId);
		if ('otherParticipantId' in ruling) about.otherParticipantId = keptOf(ruling.otherParticipantId);
		if ('participantIds' in ruling) about.participantIds = [...new Set(ruling.participantIds.map(keptOf))];
		return { ...stored, ruling: { ...ruling, ...about } };
	});
}
