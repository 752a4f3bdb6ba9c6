import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { TooMany } from './limitAct.ts';

/** `advice`: another way that is not held up. */
export const refusalOfLimit = ({ waitS }: TooMany, advice = ''): Refusal => ({
	reason: 'too-many-requests',
	message: `too many tries; try again in ${waitS} s${advice}`,
	retryAfterS: waitS
});
