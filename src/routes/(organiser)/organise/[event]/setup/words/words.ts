/** What the form of an event's texts says about its fields. */
import * as m from '#lib/paraglide/messages.js';
import type { SettingClash, SettingFault, Settings } from '#lib/schemas/event/madeFrom.ts';
import { partsOf, type Word } from '#lib/schemas/event/wordsForm.ts';
import { faultSentence } from '../../../new/words.ts';
import { languageName } from '../languageName.ts';

const LABELS: Record<Word, () => string> = {
	name: m.new_event_name,
	place: m.new_event_place,
	meetingPoint: m.words_meeting_point,
	rules: m.words_rules
};

function labelOf(field: string): string {
	const parts = partsOf(field);
	if (!parts) return field;
	const label = parts.race === null ? LABELS[parts.word]() : m.new_event_race_name();
	return `${label} (${languageName(parts.locale)})`;
}

export const faultWords = ({ field, reason, limit }: SettingFault, typed: Settings) => ({
	field,
	message: faultSentence(reason, { label: labelOf(field), value: typed[field] ?? '', limit })
});

export const clashWords = ({ field, theirs }: SettingClash) => ({
	field,
	message: m.settings_clash({ label: labelOf(field), value: theirs || '–' })
});
