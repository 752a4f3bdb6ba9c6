/** The last read of this phone that was not undone, while it may still be taken back or added to; null: none. */
import { isHeld, type Read } from '#lib/scanner/read.ts';
import type { Phone } from '../phone.svelte.ts';

export function heldRead({ latest, nowMs }: Pick<Phone, 'latest' | 'nowMs'>): Read | null {
	const last = latest.find(({ state }) => state !== 'undone');
	return last && isHeld(last, nowMs) ? last : null;
}
