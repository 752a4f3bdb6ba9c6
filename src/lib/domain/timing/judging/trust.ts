import type { Line } from './lines.ts';
import type { Read } from './read.ts';

/** Which of two devices' reads tells the truth when they lie too far apart. */
export type Preference = 'earliest' | 'latest';

export interface Choice {
	read: Read;
	/** False when the devices lie further apart than the checkpoint allows. */
	agreed: boolean;
}

/**
 * One read out of the candidates of several devices at one line: the most trusted device's, if it lies within
 * `agreeMs` of what the others say; else the earliest (start: the latest), so that a stray read of the main device
 * an hour later never overrides the good one of the backup.
 *
 * `candidates` holds one read per device, in order of that runner's reads at the line: unlisted devices are trusted
 * by the runner's own first passing, then name. An order over all runners would let one runner's read move the
 * time of another.
 */
export function chooseAmongDevices(
	candidates: readonly Read[],
	{ line, prefer }: { line: Line; prefer: Preference }
): Choice | null {
	const [first] = candidates;
	if (!first) return null;
	if (candidates.length === 1) return { read: first, agreed: true };
	const rank = (read: Read) => line.trust.get(read.passing.device) ?? Infinity;
	const trusted = candidates.reduce((best, read) => (rank(read) < rank(best) ? read : best));
	const beyond = (a: Read, b: Read) => (prefer === 'earliest' ? a.ms < b.ms : a.ms > b.ms);
	const others = candidates.filter((read) => read !== trusted);
	const other = others.reduce((best, read) => (beyond(read, best) ? read : best));
	if (Math.abs(trusted.ms - other.ms) <= line.checkpoint.agreeMs) return { read: trusted, agreed: true };
	return { read: beyond(other, trusted) ? other : trusted, agreed: false };
}
