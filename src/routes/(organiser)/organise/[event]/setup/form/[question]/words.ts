/** What the form of a question says about its fields. */
import * as m from '#lib/paraglide/messages.js';
import type { SettingClash, SettingFault } from '#lib/schemas/event/madeFrom.ts';
import { faultSentence } from '../../../../new/words.ts';
import { languageName } from '../../languageName.ts';

function labelOf(field: string): string {
	const [, part, locale] = /^(label|choices)_(.+)$/.exec(field) ?? [];
	if (locale === undefined) return field === 'kind' ? m.question_kind() : m.question_races();
	return `${part === 'label' ? m.question_label() : m.question_choices()} (${languageName(locale)})`;
}

export const faultWords = ({ field, reason, limit }: SettingFault) => ({
	field,
	message: faultSentence(reason, { label: labelOf(field), value: '', limit })
});

export const clashWords = ({ field, theirs }: SettingClash) => ({
	field,
	message: m.settings_clash({ label: labelOf(field), value: theirs.replaceAll('\n', ', ') || '–' })
});
