/** What the rules of an event document have against a race, told at the fields of its form. */
import { formatDuration } from '#lib/domain/time/duration.ts';
import { EventDocumentSchema, writeEventDocument, type EventDocument } from '#lib/schemas/event/event.ts';
import { kilometresText, shortNameOf } from '#lib/schemas/event/eventFields.ts';
import { ruleOf, type EventRule } from '#lib/schemas/event/eventRules.ts';
import type { SettingFault, Settings } from '#lib/schemas/event/madeFrom.ts';
import type { RaceSetting } from './raceSettings.ts';
import { keysOf, partField, rowField, type RaceList } from './rows.ts';

const LISTS: Record<string, RaceList> = {
	waves: 'wave',
	checkpoints: 'checkpoint',
	divisions: 'division',
	awards: 'award'
};
/** Names of the document that the form calls otherwise. */
const PARTS: Record<string, string> = {
	slug: 'name',
	scheduledAt: 'start',
	distanceM: 'distance',
	minTimeMs: 'least',
	maxOccurrences: 'crossings',
	ageFrom: 'from',
	ageTo: 'to'
};
const SETTINGS: Record<string, RaceSetting> = { startWindowMs: 'startWindow', distanceM: 'distance' };

export function documentFaults(
	document: EventDocument,
	{ race, wanted }: { race: number; wanted: Settings }
): SettingFault[] {
	const checked = EventDocumentSchema.safeParse(writeEventDocument(document));
	if (checked.success) return [];
	const faults = checked.error.issues.flatMap((issue): SettingFault[] => {
		const [part, index, name = '', row, inner] = issue.path.map(String);
		if (part !== 'races' || Number(index) !== race) return [];
		const broken = ruleOf(issue);
		const reason = reasonOf(issue.path.length, name, broken?.rule);
		const limit = broken ? limitText(broken) : undefined;
		const list = LISTS[name];
		const field =
			list && row !== undefined
				? fieldAt(list, { row, inner, wanted, document, race })
				: (SETTINGS[name] ?? name);
		return [{ field, reason, ...(limit === undefined ? {} : { limit }) }];
	});
	return [...new Map(faults.map((fault) => [fault.field, fault])).values()];
}

/** How deep a list itself is, `races/0/waves`. */
const LIST_DEPTH = 3;

/** Of a list itself: it is empty, or longer than an event can have. */
function reasonOf(depth: number, name: string, rule: EventRule | undefined): SettingFault['reason'] {
	if (rule && rule !== 'later-than-opening') return rule;
	if (depth > LIST_DEPTH || !LISTS[name]) return 'text';
	return name === 'waves' ? 'no-start' : 'no-finish';
}

/** A document's numbers as the form writes them. */
function limitText({ rule, limit }: { rule: string; limit: number | string }): string | undefined {
	if (rule === 'start-window') return formatDuration(Number(limit));
	if (rule === 'beyond-race') return kilometresText(Number(limit));
	return rule === 'age-order' ? String(limit) : undefined;
}

interface At {
	row: string;
	inner: string | undefined;
	wanted: Settings;
	document: EventDocument;
	race: number;
}

/** Checkpoints were put into the order of the course, so their rows are found by what they are called. */
function fieldAt(list: RaceList, { row, inner = 'name', wanted, document, race }: At): string {
	const keys = keysOf(wanted, list);
	const slug = document.races[race]?.checkpoints[Number(row)]?.slug;
	const called = (key: string): boolean =>
		key === slug || shortNameOf(wanted[partField('checkpoint', key, 'name')] ?? '') === slug;
	const key = list === 'checkpoint' ? keys.findLast(called) : keys[Number(row)];
	return key === undefined ? '' : `${rowField(list, key)}_${PARTS[inner] ?? inner}`;
}
