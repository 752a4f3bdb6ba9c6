/** How an event is named in a language: by its campaign where it has one, else as the event document says. */
import { z } from 'zod';
import { campaignSchema } from '#lib/schemas/campaign.ts';

export interface EventWords {
	name: string;
	place: string;
	/** The campaign's line; empty when there is none. */
	tagline: string;
}

const { name, place, tagline } = campaignSchema.shape;
const WordsSchema = z.object({ name, place, tagline });

/** The wanted language, else English, else the event's own words. */
export function eventWords(
	event: { name: string; place: string; campaigns: Record<string, unknown> },
	locale: string
): EventWords {
	for (const language of [locale, 'en']) {
		const parsed = WordsSchema.safeParse(event.campaigns[language]);
		if (parsed.success) return parsed.data;
	}
	return { name: event.name, place: event.place, tagline: '' };
}

/** `Sunday, 29 November 2026`: a civil date belongs to no zone, so it is shown in the one that it was read in. */
export const dateWords = (date: string, locale: string): string =>
	new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(date));

/** `10:00`, in the event's zone. */
export const timeWords = (atMs: number, { timeZone, locale }: { timeZone: string; locale: string }): string =>
	new Intl.DateTimeFormat(locale, { timeStyle: 'short', hourCycle: 'h23', timeZone }).format(atMs);
