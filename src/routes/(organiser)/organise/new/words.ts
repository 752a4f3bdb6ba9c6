/** What the form of a new event says: labels, what stands in it at first, and what is wrong with a field. */
import { civilDateAt } from '#lib/domain/time/civilDate.ts';
import * as m from '#lib/paraglide/messages.js';
import type { CopyFault, CopyValues } from '#lib/schemas/event/copiedEvent.ts';
import type { EventFault } from '#lib/schemas/event/eventFields.ts';
import type { NewEventFault, NewEventField, NewEventValues, Template } from '#lib/schemas/event/newEvent.ts';

const LABELS: Record<NewEventField, () => string> = {
	name: m.new_event_name,
	date: m.new_event_date,
	start: m.new_event_start,
	place: m.new_event_place,
	timeZone: m.new_event_zone,
	slug: m.new_event_slug,
	raceName: m.new_event_race_name,
	distance: m.new_event_distance,
	laps: m.new_event_laps,
	places: m.new_event_places,
	childrenName: m.new_event_children_name,
	childrenDistance: m.new_event_children_distance,
	childrenStart: m.new_event_children_start,
	childrenPlaces: m.new_event_children_places,
	opens: m.new_event_opens,
	closes: m.new_event_closes,
	price: m.new_event_price,
	guardianUnderAge: m.new_event_guardian,
	divisions: m.new_event_divisions
};

const labelOf = (field: NewEventField, template: Template): string =>
	field === 'distance' && template === 'laps' ? m.new_event_lap_distance() : LABELS[field]();

interface Faulty {
	label: string;
	value: string;
	/** Of the rule. */
	limit?: string | undefined;
}
const FAULTS: Record<EventFault, (faulty: Faulty) => string> = {
	missing: ({ label }) => m.new_event_fault_missing({ label }),
	text: (faulty) => m.new_event_fault_text(faulty),
	choice: ({ label }) => m.new_event_fault_choice({ label }),
	date: (faulty) => m.new_event_fault_date(faulty),
	past: (faulty) => m.new_event_fault_past(faulty),
	time: (faulty) => m.new_event_fault_time(faulty),
	zone: (faulty) => m.new_event_fault_zone(faulty),
	slug: (faulty) => m.new_event_fault_slug(faulty),
	distance: (faulty) => m.new_event_fault_distance(faulty),
	laps: (faulty) => m.new_event_fault_laps(faulty),
	'laps-from-one': (faulty) => m.race_fault_laps_from_one(faulty),
	far: ({ label }) => m.new_event_fault_far({ label }),
	count: (faulty) => m.new_event_fault_count(faulty),
	age: (faulty) => m.new_event_fault_age(faulty),
	order: (faulty) => m.new_event_fault_order(faulty),
	kilometres: (faulty) => m.race_fault_kilometres(faulty),
	duration: (faulty) => m.race_fault_duration(faulty),
	crossings: (faulty) => m.race_fault_whole({ ...faulty, most: '1,000' }),
	depth: (faulty) => m.race_fault_whole({ ...faulty, most: '1,000' }),
	'short-name': (faulty) => m.race_fault_short_name(faulty),
	repeated: (faulty) => m.race_fault_repeated(faulty),
	'no-start': () => m.race_fault_no_start(),
	'no-finish': () => m.race_fault_no_finish(),
	'second-finish': ({ label }) => m.race_fault_second_finish({ label }),
	'second-start': ({ label }) => m.race_fault_second_start({ label }),
	'start-window': ({ label, limit = '' }) => m.race_fault_start_window({ label, limit }),
	'beyond-race': ({ label, value, limit = '' }) => m.race_fault_beyond({ label, value, limit }),
	'age-order': ({ label, value, limit = '' }) => m.race_fault_age_order({ label, value, limit }),
	'no-division': (faulty) => m.race_fault_no_division(faulty),
	'no-such-race': ({ label }) => m.new_event_fault_choice({ label }),
	'too-few-choices': ({ label }) => m.question_fault_choices({ label }),
	'same-choice': ({ label }) => m.question_fault_same({ label }),
	'label-missing': ({ label }) => m.question_fault_label({ label }),
	'choices-differ': ({ label, limit = '' }) => m.question_fault_lines({ label, limit }),
	bibs: (faulty) => m.new_event_fault_bibs(faulty),
	overlap: (faulty) => m.new_event_fault_overlap(faulty),
	'not-in-walk': (faulty) => m.walk_fault_not_in(faulty),
	'none-in-walk': ({ label }) => m.walk_fault_none_in({ label })
};

/** Of a value as much as a sentence bears. */
const QUOTED = 60;

/** The rule that a value breaks, with the name of its field. */
export const faultSentence = (reason: EventFault, { label, value, limit }: Faulty): string =>
	FAULTS[reason]({ label, value: value.trim().slice(0, QUOTED), limit });

export const faultWords = (
	{ field, reason }: NewEventFault,
	{ values, template }: { values: NewEventValues; template: Template }
) => ({
	field,
	message: faultSentence(reason, { label: labelOf(field, template), value: values[field] })
});

export const takenWords = (values: Pick<NewEventValues, 'slug' | 'name'>) => ({
	field: 'slug',
	message: m.new_event_slug_taken({ label: m.new_event_slug(), value: values.slug || values.name })
});

/** What the form that copies an event has against a field. */
export const copyFaultWords = ({ field, reason }: CopyFault, values: CopyValues) => ({
	field,
	message: faultSentence(reason, { label: LABELS[field](), value: values[field] })
});

const HOME_ZONE = 'Europe/Chisinau';
const RACE_NAMES: Record<Template, (of: { distance: string }) => string> = {
	run: m.new_event_default_run,
	children: m.new_event_default_run,
	laps: () => m.new_event_default_laps(),
	walk: m.new_event_default_walk
};
const KILOMETRES: Record<Template, string> = { run: '5', children: '5', laps: '1', walk: '3' };

/** @param given.timeZone of the latest event, since the next is most often held in the same */
export function defaultValues(
	template: Template,
	{ nowMs, timeZone = HOME_ZONE }: { nowMs: number; timeZone: string | undefined }
): NewEventValues {
	const distance = KILOMETRES[template];
	return {
		name: '',
		date: '',
		start: '10:00',
		place: '',
		timeZone,
		slug: '',
		raceName: RACE_NAMES[template]({ distance }),
		distance,
		laps: template === 'laps' ? '5' : '',
		places: '',
		childrenName: template === 'children' ? m.new_event_default_children() : '',
		childrenDistance: template === 'children' ? '1' : '',
		childrenStart: template === 'children' ? '09:30' : '',
		childrenPlaces: '',
		opens: civilDateAt(nowMs, timeZone),
		closes: '',
		price: '',
		guardianUnderAge: '18',
		divisions: 'sex'
	};
}
