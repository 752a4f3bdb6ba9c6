/** What an organiser says in each language about an event, where it differs from its own name and place. */
import { wordedIn, type Worded } from '#lib/domain/people/questions.ts';

/** In one language; what is left out is as everywhere. */
export interface LocalWords {
	name?: string;
	place?: string;
	/** Where runners come to: "by the fountain, from 8:30". */
	meetingPoint?: string;
}

/** Language → words. */
export type OwnWords = Readonly<Partial<Record<string, LocalWords>>>;

/** In that language, else in the first that says it; null: in none. */
export const meetingPointIn = (words: OwnWords, locale: string): string | null =>
	words[locale]?.meetingPoint ??
	Object.values(words).find((local) => local?.meetingPoint !== undefined)?.meetingPoint ??
	null;

/** "Chișinău, by the fountain": for a line that says where. */
export const whereOf = ({ place, meetingPoint }: { place: string; meetingPoint: string | null }): string =>
	meetingPoint === null ? place : `${place}, ${meetingPoint}`;

export const raceNameIn = ({ name, names }: { name: string; names: Worded }, locale: string): string =>
	names[locale] ?? name;

/** The rules of a run as runners agree to them; each change of them is a version of its own. */
export interface EventRules {
	/** From 1. */
	version: number;
	/** Language → text; none: the event has no rules of its own by now. */
	texts: Worded;
}

/** As they are read in that language, else in the first that there is; null: there are none. */
export interface ReadRules {
	version: number;
	text: string;
}

export function rulesIn(rules: EventRules | null, locale: string): ReadRules | null {
	const text = rules ? wordedIn(rules.texts, locale) : '';
	return rules && text !== '' ? { version: rules.version, text } : null;
}
