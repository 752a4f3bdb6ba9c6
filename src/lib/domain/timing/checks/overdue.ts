import { bibOf, type Check, type Inspected } from '#lib/domain/timing/checks/check.ts';
import type { Race } from '#lib/domain/timing/course.ts';
import { SLOWDOWN, SLOWEST_MS_PER_M } from '#lib/domain/timing/expected.ts';
import { formatTime } from '#lib/domain/timing/format.ts';
import type { ParticipantResult } from '#lib/domain/timing/result.ts';

/** The safety list: on the course, and past the time at which even a slowing runner would have finished. */
export function overdueRunners(inspected: Inspected): Check[] {
	const { race, results, gunStarts, nowMs } = inspected;
	return results
		.filter(({ status }) => status === 'on-course')
		.flatMap((result): Check[] => {
			const gunStartMs = gunStarts.get(result.participantId) ?? null;
			if (gunStartMs === null) return [];
			const sinceGunMs = nowMs - gunStartMs;
			if (sinceGunMs <= latestFinishMs(race, result)) return [];
			const last = result.splits.at(-1);
			return [
				{
					check: 'overdue',
					severity: 'safety',
					participantIds: [result.participantId],
					passingIds: last?.passingId ? [last.passingId] : [],
					params: {
						bib: bibOf(inspected, result.participantId),
						checkpoint: last?.checkpoint ?? '–',
						time: formatTime(last?.gunTimeMs ?? 0, 'second-up'),
						since: formatTime(sinceGunMs, 'second-up')
					}
				}
			];
		});
}

/** Milliseconds after the gun by which the runner should be in, going by the last split of known distance. */
export function latestFinishMs(race: Race, result: ParticipantResult): number {
	const slowest = race.distanceM * SLOWEST_MS_PER_M;
	const last = result.splits.at(-1);
	const distanceM = race.checkpoints.find(({ slug }) => slug === last?.checkpoint)?.distanceM ?? 0;
	if (!last || distanceM <= 0) return slowest;
	const rest = Math.max(0, race.distanceM - distanceM);
	return last.gunTimeMs + (last.gunTimeMs / distanceM) * rest * SLOWDOWN;
}
