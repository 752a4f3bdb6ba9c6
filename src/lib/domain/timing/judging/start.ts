import type { Line } from './lines.ts';
import type { Read } from './read.ts';
import { chooseAmongDevices } from './trust.ts';

/** How long before the gun a read at the start still says that the runner started with the others. */
export const EARLY_START_MS = 60_000;

export interface Start {
	/** The read that gives the own start. */
	read: Read | null;
	/** A read shortly before the gun and none in the window: own start = gun. */
	early: Read | null;
	/** The first read after the window and none before: net = gun. */
	late: Read | null;
	disagreeing: boolean;
}

export interface StartRule {
	line: Line;
	gunMs: number;
	/** The read has to be earlier than this: the counted finish, or at a start-finish line the least plausible finish. */
	beforeMs: number;
}

/**
 * Own start: the **last** read within the window after the gun, since people wait on the line. Reads before the gun
 * never count. `reads` are those of one line that may still count, in order of time; each ends with its status.
 */
export function chooseStart(reads: readonly Read[], { line, gunMs, beforeMs }: StartRule): Start {
	const start: Start = { read: null, early: null, late: null, disagreeing: false };
	const windowEndMs = gunMs + line.startWindowMs;
	const inWindow: Read[] = [];
	const after: Read[] = [];
	for (const read of reads) {
		if (read.ms < gunMs - EARLY_START_MS) read.status = 'before-start';
		else if (read.ms < gunMs) {
			read.status = 'early-start';
			start.early = read;
		} else if (read.ms >= beforeMs) read.status = 'out-of-order';
		else if (read.ms <= windowEndMs) inWindow.push(read);
		else after.push(read);
	}
	const candidates = lastOfEachDevice(inWindow);
	const choice = chooseAmongDevices(candidates, { line, prefer: 'latest' });
	start.read = choice?.read ?? null;
	start.disagreeing = choice?.agreed === false;
	for (const read of inWindow) {
		if (read !== start.read) read.status = candidates.includes(read) ? 'other-device' : 'superseded-start';
	}
	if (start.read) start.early = null;
	else if (!start.early) start.late = after[0] ?? null;
	markLate(after, { start, gapMs: line.checkpoint.gapMs });
	return start;
}

/** Keeps the order of each device's first read, which is the order of trust of unlisted devices. */
function lastOfEachDevice(reads: readonly Read[]): Read[] {
	const last: Read[] = [];
	for (const read of reads) {
		const index = last.findIndex((other) => other.passing.device === read.passing.device);
		if (index === -1) last.push(read);
		else last[index] = read;
	}
	return last;
}

function markLate(after: readonly Read[], { start, gapMs }: { start: Start; gapMs: number }): void {
	const counted = start.late ?? start.read ?? start.early;
	for (const read of after) {
		if (read === start.late) read.status = 'late-start';
		else read.status = counted && read.ms - counted.ms < gapMs ? 'duplicate' : 'over-limit';
	}
}
