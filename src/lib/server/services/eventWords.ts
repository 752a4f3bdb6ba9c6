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

/** Day before month, as all three languages have it here. */
const TAGS: Record<string, string> = { en: 'en-GB', ro: 'ro-RO', ru: 'ru-RU' };

/** `Sunday 29 November 2026`, with a capital: it stands on its own. A civil date is shown in the zone it was read in. */
export function dateWords(date: string, locale: string): string {
	const format = new Intl.DateTimeFormat(TAGS[locale], { dateStyle: 'full', timeZone: 'UTC' });
	const text = format.format(new Date(date));
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `10:00`, in the event's zone. */
export const timeWords = (atMs: number, { timeZone, locale }: { timeZone: string; locale: string }): string =>
	new Intl.DateTimeFormat(TAGS[locale], { timeStyle: 'short', hourCycle: 'h23', timeZone }).format(atMs);
