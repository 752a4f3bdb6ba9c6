/** The form of an event's texts by language: its name, place, meeting point and rules, and the names of its races. */
import { err, ok } from '#lib/domain/result.ts';
import type { LocalWords, OwnWords } from '#lib/domain/calendar/ownWords.ts';
import type { Worded } from '#lib/domain/people/questions.ts';
import { locales } from '#lib/paraglide/runtime.js';
import { EventDocumentSchema, writeEventDocument, type EventDocument } from './event.ts';
import type { ChangedDocument, EventForm, SettingFault, Settings } from './madeFrom.ts';
import { LONGEST_MEETING_POINT, LONGEST_NAME, LONGEST_RULES } from './words.ts';

export const WORDS = ['name', 'place', 'meetingPoint', 'rules'] as const;
export type Word = (typeof WORDS)[number];

const LONGEST: Record<Word, number> = {
	name: LONGEST_NAME,
	place: LONGEST_NAME,
	meetingPoint: LONGEST_MEETING_POINT,
	rules: LONGEST_RULES
};

export const wordField = (word: Word, locale: string): string => `${word}_${locale}`;
export const raceNameField = (locale: string, race: string): string => `race_${locale}_${race}`;

/** What a field is of; null: none of this form. */
export function partsOf(field: string): { word: Word; locale: string; race: string | null } | null {
	const [, word = '', locale = '', race] = /^([a-zA-Z]+)_([a-z]+)(?:_(.+))?$/.exec(field) ?? [];
	if (word === 'race') return race === undefined ? null : { word: 'name', locale, race };
	const known = WORDS.find((one) => one === word);
	return known && race === undefined ? { word: known, locale, race: null } : null;
}

export const WORDS_FORM: EventForm = { settingsOf, withSettings };

function settingsOf({ words = {}, rules = {}, races }: EventDocument): Settings {
	return Object.fromEntries(
		locales.flatMap((locale) => [
			...WORDS.map((word) => [wordField(word, locale), said({ words, rules }, word, locale)]),
			...races.map(({ slug, names = {} }) => [raceNameField(locale, slug), names[locale] ?? ''])
		])
	);
}

const said = (texts: { words: OwnWords; rules: Worded }, word: Word, locale: string): string =>
	(word === 'rules' ? texts.rules[locale] : texts.words[locale]?.[word]) ?? '';

function withSettings(document: EventDocument, changed: Settings) {
	const wanted = { ...settingsOf(document), ...changed };
	const of = (field: string): string => (wanted[field] ?? '').trim();
	const made = {
		...document,
		words: byLocale((locale): LocalWords | null => {
			const local = Object.fromEntries(
				WORDS.flatMap((word) => {
					const text = word === 'rules' ? '' : of(wordField(word, locale));
					return text === '' ? [] : [[word, text]];
				})
			);
			return Object.keys(local).length > 0 ? local : null;
		}),
		rules: byLocale((locale) => of(wordField('rules', locale)) || null),
		races: document.races.map((race) => ({
			...race,
			names: byLocale((locale) => of(raceNameField(locale, race.slug)) || null)
		}))
	} as ChangedDocument;
	const faults = documentFaults(made);
	return faults.length > 0 ? err(faults) : ok(made);
}

const byLocale = <T>(textIn: (locale: string) => T | null): Partial<Record<string, T>> =>
	Object.fromEntries(
		locales.flatMap((locale) => {
			const text = textIn(locale);
			return text === null ? [] : [[locale, text]];
		})
	);

function documentFaults(document: EventDocument): SettingFault[] {
	const checked = EventDocumentSchema.safeParse(writeEventDocument(document));
	if (checked.success) return [];
	return checked.error.issues.flatMap(({ path }): SettingFault[] => {
		const [part, second = '', third = '', locale = ''] = path.map(String);
		const fault = (word: Word, field: string): SettingFault[] => [
			{ field, reason: 'text', limit: String(LONGEST[word]) }
		];
		if (part === 'rules') return fault('rules', wordField('rules', second));
		const word = WORDS.find((one) => one === third);
		if (part === 'words' && word) return fault(word, wordField(word, second));
		if (part !== 'races' || third !== 'names') return [];
		return fault('name', raceNameField(locale, document.races[Number(second)]?.slug ?? ''));
	});
}
