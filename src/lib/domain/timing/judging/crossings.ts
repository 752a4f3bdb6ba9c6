import type { Line } from './lines.ts';
import type { Read } from './read.ts';
import { chooseAmongDevices } from './trust.ts';

/** The counted reads of one runner at one line, in order of time: one, or one a lap. */
export interface Crossings {
	counted: Read[];
	disagreeing: boolean;
}

/**
 * Counts crossings of a split, a finish or a lap line: the first read not earlier than `notBeforeMs`, then, where
 * laps are counted, each first read `gapMs` after the last counted one. Two devices are weighed crossing by crossing,
 * so a device that missed a lap does not shift the following ones. Every read given ends with its status.
 *
 * `reads` are those of one line that may still count, in order of time.
 */
export function countCrossings(
	reads: readonly Read[],
	{ line, notBeforeMs }: { line: Line; notBeforeMs: number }
): Crossings {
	const { maxOccurrences, gapMs } = line.checkpoint;
	const [only] = reads;
	if (only && reads.length === 1 && only.ms >= notBeforeMs && maxOccurrences >= 1) {
		return { counted: [only], disagreeing: false };
	}
	const counted: Read[] = [];
	const contested = new Set<Read>();
	const losers = new Set<Read>();
	let from = notBeforeMs;
	while (counted.length < maxOccurrences) {
		const candidates = firstOfEachDevice(reads, from);
		const choice = chooseAmongDevices(candidates, { line, prefer: 'earliest' });
		if (!choice) break;
		for (const read of candidates) {
			if (read !== choice.read) losers.add(read);
			if (choice.agreed) contested.delete(read);
			else contested.add(read);
		}
		counted.push(choice.read);
		from = choice.read.ms + gapMs;
	}
	for (const read of reads) {
		if (!counted.includes(read)) read.status = uncountedStatus(read, { counted, losers, notBeforeMs, gapMs });
	}
	return { counted, disagreeing: [...contested].some((read) => !counted.includes(read)) };
}

function firstOfEachDevice(reads: readonly Read[], fromMs: number): Read[] {
	const first: Read[] = [];
	for (const read of reads) {
		if (read.ms < fromMs) continue;
		if (!first.some((other) => other.passing.device === read.passing.device)) first.push(read);
	}
	return first;
}

interface Uncounted {
	counted: readonly Read[];
	losers: ReadonlySet<Read>;
	notBeforeMs: number;
	gapMs: number;
}

function uncountedStatus(read: Read, { counted, losers, notBeforeMs, gapMs }: Uncounted): Read['status'] {
	if (read.ms < notBeforeMs) return 'too-early';
	if (losers.has(read)) return 'other-device';
	const before = counted.findLast((crossing) => crossing.ms <= read.ms);
	if (!before) return counted.length > 0 ? 'other-device' : 'over-limit';
	return read.ms - before.ms < gapMs ? 'duplicate' : 'over-limit';
}
