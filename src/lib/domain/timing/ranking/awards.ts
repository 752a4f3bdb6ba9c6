import type { AwardCategory, Participant } from '#lib/domain/timing/facts/course.ts';
import { type Ordered, reorder } from './reorder.ts';
import type { ParticipantResult } from '#lib/domain/timing/facts/result.ts';

export interface AwardWinner {
	/** Place within the category, among those who may still win it. */
	place: number;
	result: ParticipantResult;
}

export interface Award {
	category: AwardCategory;
	/** Up to the depth of the category; more where the last place is shared. */
	winners: AwardWinner[];
	/** The first who misses out. */
	next: ParticipantResult | null;
}

/**
 * The winners of each award category, in the order the organiser listed them. Each category has its own order, by gun
 * or by net; who wins an exclusive one is out of the later ones.
 */
export function deriveAwards(given: Ordered): Award[] {
	// Ordering everybody again would be for nothing.
	if (given.race.awards.length === 0) return [];
	const known = new Map(given.participants.map((participant) => [participant.id, participant]));
	const orders = { gun: reorder(given, 'gun'), net: reorder(given, 'net') };
	const taken = new Set<string>();
	return given.race.awards.map((category) => {
		const eligible = orders[category.rankBy].filter(
			(result) =>
				result.place !== null &&
				!taken.has(result.participantId) &&
				belongs(category, { result, participant: known.get(result.participantId) })
		);
		const winners = placesWithin(eligible).filter(({ place }) => place <= category.depth);
		const next = eligible[winners.length] ?? null;
		if (category.exclusive) for (const { result } of winners) taken.add(result.participantId);
		return { category, winners, next };
	});
}

function belongs(
	category: AwardCategory,
	{ result, participant }: { result: ParticipantResult; participant: Participant | undefined }
): boolean {
	if (category.sex !== null && participant?.sex !== category.sex) return false;
	return category.division === null || result.division === category.division;
}

/** Places within a part of an ordered list: whoever shares a place in the whole shares it in the part. */
export function placesWithin(results: readonly ParticipantResult[]): AwardWinner[] {
	const placed: AwardWinner[] = [];
	results.forEach((result, index) => {
		const before = placed[index - 1];
		const shares = before !== undefined && before.result.place === result.place;
		placed.push({ result, place: shares ? before.place : index + 1 });
	});
	return placed;
}
