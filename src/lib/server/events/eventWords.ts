/** How an event is named in a language: by its campaign where it has one, else as the event document says. */
import { z } from 'zod';
import { campaignSchema } from '#lib/schemas/event/campaign.ts';

export interface EventWords {
	name: string;
	place: string;
	/** The campaign's line; empty when there is none. */
	tagline: string;
	/** Who helps, by which phone; empty when nobody is named. */
	help: string;
}

const { name, place, tagline, services } = campaignSchema.shape;
const WordsSchema = z.object({ name, place, tagline, services });

/** The wanted language, else English, else the event's own words. */
export function eventWords(
	event: { name: string; place: string; campaigns: Record<string, unknown> },
	locale: string
): EventWords {
	for (const language of [locale, 'en']) {
		const parsed = WordsSchema.safeParse(event.campaigns[language]);
		if (!parsed.success) continue;
		const { services, ...words } = parsed.data;
		const service = services.find(({ example }) => !example);
		return { ...words, help: service ? `${service.name}: ${service.phone.local}` : '' };
	}
	return { name: event.name, place: event.place, tagline: '', help: '' };
}
