/** How an event is named in a language: as its organiser says in it, else by its campaign, else as everywhere. */
import { z } from 'zod';
import { meetingPointIn, type OwnWords } from '#lib/domain/calendar/ownWords.ts';
import { campaignSchema } from '#lib/schemas/event/campaign.ts';

export interface EventWords {
	name: string;
	place: string;
	/** Null: nobody says where. */
	meetingPoint: string | null;
	/** The campaign's line; empty when there is none. */
	tagline: string;
	/** Who helps, by which phone; empty when nobody is named. */
	help: string;
}

const { name, place, tagline, services } = campaignSchema.shape;
const WordsSchema = z.object({ name, place, tagline, services });

export interface WordedEvent {
	name: string;
	place: string;
	words: OwnWords;
	/** The campaign documents by language, not parsed. */
	campaigns: Record<string, unknown>;
}

export function eventWords(event: WordedEvent, locale: string): EventWords {
	const { name, place } = event.words[locale] ?? {};
	const said = campaignWords(event, locale);
	return {
		...said,
		name: name ?? said.name,
		place: place ?? said.place,
		meetingPoint: meetingPointIn(event.words, locale)
	};
}

/** The wanted language, else English, else the event's own words. */
function campaignWords(event: WordedEvent, locale: string): Omit<EventWords, 'meetingPoint'> {
	for (const language of [locale, 'en']) {
		const parsed = WordsSchema.safeParse(event.campaigns[language]);
		if (!parsed.success) continue;
		const { services, ...words } = parsed.data;
		const service = services.find(({ example }) => !example);
		return { ...words, help: service ? `${service.name}: ${service.phone.local}` : '' };
	}
	return { name: event.name, place: event.place, tagline: '', help: '' };
}
