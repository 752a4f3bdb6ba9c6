/** Pages of an event that search engines and shared caches must not keep. */
import type { EventPage } from '#lib/schemas/event/eventPage.ts';

export const isUnlisted = ({ phase, practice }: Pick<EventPage, 'phase' | 'practice'>): boolean =>
	phase === 'draft' || practice;

export const UNLISTED = { 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex' };
