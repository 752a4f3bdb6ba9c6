/** Pages of an event that search engines and shared caches must not keep. */
import type { EventHead } from '#lib/schemas/event/eventPage.ts';

export const isUnlisted = ({ phase, practice }: Pick<EventHead, 'phase' | 'practice'>): boolean =>
	phase === 'draft' || practice;

export const UNLISTED = { 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex' };
