import type { Rounding } from './course.ts';

const STEP_MS: Record<Rounding, number> = { 'second-up': 1000, 'tenth-up': 100, none: 1 };

/**
 * The published time in milliseconds: **up** to the next whole step, from the raw milliseconds
 * (World Athletics TR 19.24 and USATF for road races). 1,000 stays 1,000; 1,001 becomes 2,000.
 */
export function roundTime(ms: number, rounding: Rounding): number {
	const step = STEP_MS[rounding];
	const rounded = Math.ceil(ms / step) * step;
	return rounded === 0 ? 0 : rounded;
}
