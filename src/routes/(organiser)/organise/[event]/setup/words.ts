/** What the form with an event's settings says, in the language of the page. */
import * as m from '#lib/paraglide/messages.js';
import type { EventStatus } from '#lib/domain/calendar/eventStatus.ts';
import { settingOf } from '#lib/schemas/event/eventSettings.ts';
import type { SettingClash, SettingFault, Settings } from '#lib/schemas/event/madeFrom.ts';
import { faultSentence } from '../../new/words.ts';

const LABELS: Record<ReturnType<typeof settingOf>['setting'], () => string> = {
	name: m.new_event_name,
	date: m.new_event_date,
	place: m.new_event_place,
	timeZone: m.new_event_zone,
	status: m.settings_status,
	practice: m.settings_practice,
	price: m.new_event_price,
	opens: m.settings_opens,
	closes: m.settings_closes,
	guardianUnderAge: m.new_event_guardian,
	start: m.new_event_start,
	places: m.new_event_places,
	bibs: m.settings_bibs
};

export const statusWords: Record<EventStatus, () => string> = {
	draft: m.settings_status_draft,
	published: m.settings_status_published,
	cancelled: m.settings_status_cancelled,
	postponed: m.settings_status_postponed,
	archived: m.settings_status_archived
};

function labelOf(field: string): string {
	const { setting, race } = settingOf(field);
	if (race === null) return LABELS[setting]();
	const label = setting === 'name' ? m.new_event_race_name() : LABELS[setting]();
	return `${label} (${race})`;
}

export const faultWords = ({ field, reason }: SettingFault, typed: Settings) => ({
	field,
	message: faultSentence(reason, { label: labelOf(field), value: typed[field] ?? '' })
});

export const clashWords = ({ field, theirs }: SettingClash) => ({
	field,
	message: m.settings_clash({
		label: labelOf(field),
		value: field === 'status' ? statusWords[theirs as EventStatus]() : theirs || '–'
	})
});
