import { countCrossings, type Crossings } from './crossings.ts';
import type { Line } from './lines.ts';
import type { Read } from './read.ts';
import { chooseStart, type Start } from './start.ts';

export interface StartFinish {
	start: Start;
	finish: Crossings;
	/** The finish is the only read after the window: it may have been a start. */
	startOrFinish: boolean;
}

export interface StartFinishRule {
	line: Line;
	gunMs: number;
	/** The own start that an organiser ruled; null: none. */
	ruledStartMs: number | null;
}

/**
 * One line for start and finish. The start is the last read inside the window; the finish the first read at least
 * the least plausible time after the own start. Without a start, a first read that is followed by a whole race
 * is a late start; alone it is a finish that may have been a start.
 */
export function judgeStartFinish(reads: readonly Read[], rule: StartFinishRule): StartFinish {
	const { line, gunMs, ruledStartMs } = rule;
	const { minTimeMs } = line.checkpoint;
	const startEndMs = gunMs + line.startWindowMs;
	// An authorised early starter may finish while the others still start.
	const finishFromMs = Math.min(gunMs, ruledStartMs ?? Infinity) + minTimeMs;
	const starting = reads.filter((read) => read.ms <= startEndMs && read.ms < finishFromMs);
	const rest = reads.slice(starting.length);
	const start = chooseStart(starting, { line, gunMs, beforeMs: Infinity });
	const ownStartMs = ruledStartMs ?? start.read?.ms ?? (start.early ? gunMs : null);
	if (ownStartMs !== null) {
		const finish = countCrossings(rest, { line, notBeforeMs: ownStartMs + minTimeMs });
		return { start, finish, startOrFinish: false };
	}
	return judgeWithoutStart(rest, { start, line, gunMs });
}

function judgeWithoutStart(
	rest: readonly Read[],
	{ start, line, gunMs }: { start: Start; line: Line; gunMs: number }
): StartFinish {
	const { minTimeMs, maxOccurrences, agreeMs } = line.checkpoint;
	const [first] = rest;
	if (!first) return { start, finish: { counted: [], disagreeing: false }, startOrFinish: false };
	const later = rest.slice(1);
	const afterLateStart = countCrossings(later, { line, notBeforeMs: first.ms + minTimeMs });
	if (afterLateStart.counted.length >= maxOccurrences || first.ms < gunMs + minTimeMs) {
		first.status = 'late-start';
		for (const read of later) {
			const echo = read.passing.device !== first.passing.device && read.ms - first.ms <= agreeMs;
			if (echo && read.status === 'too-early') read.status = 'other-device';
		}
		return { start: { ...start, late: first }, finish: afterLateStart, startOrFinish: false };
	}
	for (const read of later) read.status = 'counted';
	const finish = countCrossings(rest, { line, notBeforeMs: gunMs + minTimeMs });
	return { start, finish, startOrFinish: finish.counted.length >= maxOccurrences };
}
