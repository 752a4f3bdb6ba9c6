import { bibOf, type Check, type Inspected } from './check.ts';
import { SEXES } from '#lib/domain/timing/facts/course.ts';
import { reorder } from '#lib/domain/timing/ranking/reorder.ts';
import type { ParticipantResult } from '#lib/domain/timing/facts/result.ts';

const PODIUM = 3;

interface List {
	/** Null: everyone. */
	name: string | null;
	holds: (result: ParticipantResult) => boolean;
}

/** The first three overall, of each sex and of each award's list, where gun and net time disagree about them. */
export function differingPodiums(inspected: Inspected): Check[] {
	const { race, results } = inspected;
	const participants = [...inspected.participants.values()];
	const sexOf = ({ participantId }: ParticipantResult) =>
		inspected.participants.get(participantId)?.sex ?? null;
	const finished = (by: 'gun' | 'net') =>
		reorder({ race, participants, results }, by).filter(({ place }) => place !== null);
	const orders = { gun: finished('gun'), net: finished('net') };
	const lists: List[] = [
		{ name: null, holds: () => true },
		...SEXES.map((sex) => ({ name: sex, holds: (result: ParticipantResult) => sexOf(result) === sex })),
		...race.awards
			.filter(({ division }) => division !== null)
			.map(({ name, sex, division }) => ({
				name,
				holds: (result: ParticipantResult) =>
					result.division === division && (sex === null || sexOf(result) === sex)
			}))
	];
	return lists.flatMap(({ name, holds }): Check[] => {
		const [gun, net] = [podium(orders.gun, holds), podium(orders.net, holds)];
		if (gun.join() === net.join()) return [];
		const bibs = (ids: readonly string[]) => ids.map((id) => bibOf(inspected, id)).join(', ');
		return [
			{
				check: 'podium-differs',
				severity: 'notice',
				participantIds: [...new Set([...gun, ...net])],
				passingIds: [],
				params: { ...(name === null ? {} : { list: name }), gun: bibs(gun), net: bibs(net) }
			}
		];
	});
}

function podium(results: readonly ParticipantResult[], holds: List['holds']): string[] {
	const ids: string[] = [];
	for (const result of results) {
		if (ids.length === PODIUM) break;
		if (holds(result)) ids.push(result.participantId);
	}
	return ids;
}
