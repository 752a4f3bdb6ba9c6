import { bibOf, type Check, type Inspected } from './check.ts';
import { expectedRunners } from '#lib/domain/timing/running/expected.ts';
import { formatTime } from '#lib/domain/timing/facts/format.ts';

/** The safety list: the runners whom race day and spotters call overdue, by the same rule. */
export function overdueRunners(inspected: Inspected): Check[] {
	const { gunStarts, nowMs } = inspected;
	const lastReads = new Map(
		inspected.results.map(({ participantId, splits }) => [participantId, splits.at(-1)?.passingId])
	);
	return expectedRunners(inspected)
		.filter(({ overdueMs }) => overdueMs <= nowMs)
		.map(({ participantId, seenAt, seenMs }): Check => {
			const gunMs = gunStarts.get(participantId) ?? seenMs;
			const last = lastReads.get(participantId);
			return {
				check: 'overdue',
				severity: 'safety',
				participantIds: [participantId],
				passingIds: last ? [last] : [],
				params: {
					bib: bibOf(inspected, participantId),
					checkpoint: seenAt ?? '–',
					time: formatTime(seenMs - gunMs, 'second-up'),
					since: formatTime(nowMs - gunMs, 'second-up')
				}
			};
		});
}
