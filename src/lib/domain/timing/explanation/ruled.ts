import { keyPart, type TimingMessage } from './message.ts';
import { formatTime } from '#lib/domain/timing/facts/format.ts';
import type { Ruling } from '#lib/domain/timing/facts/ruling.ts';

/** A ruling in a sentence. `gunMs` is the gun of the runner's wave, from which instants are counted. */
export function rulingMessage(ruling: Ruling, gunMs: number | null): TimingMessage {
	const instant = (ms: number | null) =>
		ms === null || gunMs === null ? '–' : formatTime(ms - gunMs, 'none');
	const message = (params: Record<string, string>, variant = keyPart(ruling.type)): TimingMessage => ({
		key: `timing_ruling_${variant}`,
		params
	});
	switch (ruling.type) {
		case 'start-time':
		case 'finish-time':
			return message({ time: instant(ruling.valueMs) });
		case 'assign-time':
			return message(
				{ time: instant(ruling.valueMs) },
				ruling.tapId === null ? 'estimate_time' : 'assign_time'
			);
		case 'penalty':
			return message(
				{ time: formatTime(Math.abs(ruling.valueMs), 'none') },
				ruling.valueMs < 0 ? 'bonus' : 'penalty'
			);
		case 'wave-start':
			return message(
				{ wave: ruling.waveSlug },
				ruling.valueMs === null ? 'wave_start_taken_back' : 'wave_start'
			);
		case 'move-wave':
			return message({ wave: ruling.waveSlug });
		default:
			return message({});
	}
}
