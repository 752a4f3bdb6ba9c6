import type { RaceContext } from './raceContext.ts';
import type { Read } from './read.ts';

/**
 * Whether a read where runners start falls into the start window of another wave before the own gun: the sign of
 * a runner who started with the wrong wave.
 */
export function startedWithOtherWave(
	{ lines, gunStarts }: RaceContext,
	{ reads, wave, gunMs }: { reads: readonly Read[]; wave: string; gunMs: number | null }
): boolean {
	if (gunStarts.size < 2) return false;
	return reads.some((read) => {
		const line = lines[read.line];
		if (!line || (line.checkpoint.kind !== 'start' && line.checkpoint.kind !== 'start-finish')) return false;
		if (gunMs !== null && read.ms >= gunMs) return false;
		for (const [other, otherGunMs] of gunStarts) {
			if (other === wave || otherGunMs === null) continue;
			if (read.ms >= otherGunMs && read.ms <= otherGunMs + line.startWindowMs) return true;
		}
		return false;
	});
}
