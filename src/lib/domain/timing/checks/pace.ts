import { bibOf, type Check, type Inspected } from './check.ts';
import { formatTime } from '#lib/domain/timing/facts/format.ts';
import type { ParticipantResult } from '#lib/domain/timing/facts/result.ts';

/** 2:00 min/km: nobody runs a leg faster. */
const FASTEST_MS_PER_M = 120;

interface Point {
	name: string;
	distanceM: number;
	/** Since the gun. */
	ms: number;
}

/** Runners whom two of their times show faster than anybody runs. */
export function impossiblePaces(inspected: Inspected): Check[] {
	return inspected.results.flatMap((result): Check[] => {
		const points = pointsOf(inspected, result);
		for (let index = 1; index < points.length; index++) {
			const [from, to] = [points[index - 1], points[index]];
			if (!from || !to) continue;
			const ms = to.ms - from.ms;
			if (ms >= (to.distanceM - from.distanceM) * FASTEST_MS_PER_M) continue;
			return [
				{
					check: 'impossible-pace',
					severity: 'warning',
					participantIds: [result.participantId],
					passingIds: [],
					params: {
						bib: bibOf(inspected, result.participantId),
						from: from.name,
						to: to.name,
						time: formatTime(ms, 'second-up')
					}
				}
			];
		}
		return [];
	});
}

/** Own start, splits of known distance and finish, in course order. Laps say nothing about distance. */
function pointsOf({ race }: Inspected, result: ParticipantResult): Point[] {
	const { gunTimeMs, netTimeMs, penaltyMs } = result;
	const start = race.checkpoints.find(({ kind }) => kind === 'start' || kind === 'start-finish');
	const startMs = gunTimeMs !== null && netTimeMs !== null ? gunTimeMs - netTimeMs : 0;
	const points: Point[] = [{ name: start?.slug ?? 'start', distanceM: 0, ms: startMs }];
	for (const split of result.splits) {
		const checkpoint = race.checkpoints.find(({ slug }) => slug === split.checkpoint);
		const known = checkpoint?.distanceM ?? null;
		if (!checkpoint || known === null || checkpoint.maxOccurrences > 1) continue;
		points.push({ name: checkpoint.slug, distanceM: known, ms: split.gunTimeMs });
	}
	const finish = race.checkpoints.find(({ kind }) => kind === 'finish' || kind === 'start-finish');
	if (finish && gunTimeMs !== null) {
		points.push({ name: finish.slug, distanceM: race.distanceM, ms: gunTimeMs - penaltyMs });
	}
	return points;
}
