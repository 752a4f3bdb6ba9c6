import type { Rounding } from './course.ts';
import { roundTime } from './rounding.ts';

const DECIMALS: Record<Rounding, number> = { 'second-up': 0, 'tenth-up': 1, none: 3 };

/**
 * A time as published: `h:mm:ss`, with tenths or thousandths where the race is rounded so.
 * `formatTime(1_470_001, 'second-up')` is `0:24:31`. A negative time (a bonus larger than the time) keeps its sign.
 */
export function formatTime(ms: number, rounding: Rounding): string {
	const rounded = roundTime(ms, rounding);
	const sign = rounded < 0 ? '-' : '';
	const total = Math.abs(rounded);
	const seconds = Math.floor(total / 1000);
	const two = (value: number) => String(value).padStart(2, '0');
	const clock = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
	const decimals = DECIMALS[rounding];
	const fraction = String(total % 1000)
		.padStart(3, '0')
		.slice(0, decimals);
	return decimals === 0 ? `${sign}${clock}` : `${sign}${clock}.${fraction}`;
}
