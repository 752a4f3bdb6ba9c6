/** What the fields of a race's form may hold, each by itself. */
import {
	AGE_ON,
	CHECKPOINT_KINDS,
	RANK_BY,
	ROUNDINGS,
	SEXES,
	TIES
} from '#lib/domain/timing/facts/course.ts';
import {
	ageRule,
	alongRule,
	choiceRule,
	crossingsRule,
	depthRule,
	distanceRule,
	durationRule,
	labelRule,
	nameRule,
	orEmpty,
	placesRule,
	shortNameRule,
	timeRule,
	type FieldRule
} from '#lib/schemas/event/eventFields.ts';
import type { SettingFault, Settings } from '#lib/schemas/event/madeFrom.ts';
import type { RaceSetting } from './raceSettings.ts';
import { keysOf, ROW_PARTS, rowField, rowOf, type RaceList, type RowPart } from './rows.ts';

const RULES: Record<RaceSetting, FieldRule> = {
	name: nameRule,
	distance: distanceRule,
	places: placesRule,
	ageFrom: orEmpty(ageRule),
	ageTo: orEmpty(ageRule),
	rankBy: choiceRule(RANK_BY),
	rounding: choiceRule(ROUNDINGS),
	ties: choiceRule(TIES),
	ageOn: choiceRule(AGE_ON),
	startWindow: durationRule,
	// Of the divisions in the form, which the document's own rule knows.
	fallbackDivision: () => null
};
const sexRule = orEmpty(choiceRule(SEXES));
const ROW_RULES: { [L in RaceList]: Record<RowPart<L>, FieldRule> } = {
	wave: { name: shortNameRule, start: orEmpty(timeRule) },
	checkpoint: {
		name: shortNameRule,
		kind: choiceRule(CHECKPOINT_KINDS),
		distance: alongRule,
		crossings: crossingsRule,
		least: durationRule
	},
	division: { name: labelRule(60), sex: sexRule, from: orEmpty(ageRule), to: orEmpty(ageRule) },
	award: {
		name: labelRule(100),
		sex: sexRule,
		division: () => null,
		rankBy: choiceRule(RANK_BY),
		depth: depthRule,
		exclusive: orEmpty(choiceRule(['yes']))
	}
};

/** @param wanted the whole form; `changed` of it alone is looked at */
export const fieldFaults = (changed: Settings, wanted: Settings): SettingFault[] =>
	fieldsToCheck(changed).flatMap((field): SettingFault[] => {
		const reason = ruleFor(field, wanted)?.((wanted[field] ?? '').trim()) ?? null;
		return reason ? [{ field, reason }] : [];
	});

/** Of a row that is new, also what was left empty. */
const fieldsToCheck = (changed: Settings): string[] => [
	...new Set([
		...Object.keys(changed),
		...(Object.keys(ROW_PARTS) as RaceList[]).flatMap((list) =>
			keysOf(changed, list).flatMap((key) => ROW_PARTS[list].map((part) => `${rowField(list, key)}_${part}`))
		)
	])
];

/** Null: the field is of a row that is taken out. */
function ruleFor(field: string, wanted: Settings): FieldRule | null {
	const row = rowOf(field);
	if (!row) return RULES[field as RaceSetting] ?? null;
	if (row.part === null || wanted[rowField(row.list, row.key)] !== 'yes') return null;
	return (ROW_RULES[row.list] as Record<string, FieldRule>)[row.part] ?? null;
}
