/** The form that copies an event to another day: its fields as text, and the event document that they say. */
import { civilDateAt } from '#lib/domain/time/civilDate.ts';
import type { OwnWords } from '#lib/domain/calendar/ownWords.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import type { EventDocument } from './event.ts';
import { dateRule, nameRule, slugRule, type EventFault, type FieldRule } from './eventFields.ts';
import { settingsOf, withSettings } from './eventSettings.ts';

export const COPY_FIELDS = ['name', 'date', 'slug'] as const;
export type CopyField = (typeof COPY_FIELDS)[number];
/** As typed. */
export type CopyValues = Record<CopyField, string>;

export interface CopyFault {
	field: CopyField;
	reason: EventFault;
}

const RULES: Record<CopyField, FieldRule> = { name: nameRule, date: dateRule, slug: slugRule };
const DAY_MS = 86_400_000;
/** 52 weeks: the same day of the week. */
const YEAR_MS = 364 * DAY_MS;

const moved = (date: string, byMs: number): string =>
	new Date(Date.parse(`${date}T00:00:00Z`) + byMs).toISOString().slice(0, 10);

/** "Run 2026" of one year is "Run 2027" of the next. */
const inYear = (name: string, { of, next }: { of: string; next: string }): string =>
	name.replaceAll(of.slice(0, 4), next.slice(0, 4));

const wordsInYear = (words: OwnWords, years: { of: string; next: string }): OwnWords =>
	Object.fromEntries(
		Object.entries(words).map(([locale, local]) => [
			locale,
			local?.name === undefined ? local : { ...local, name: inYear(local.name, years) }
		])
	);

/** What the form proposes: the same day of the week a year later, or the first that has not passed; its year in the name. */
export function copyDefaults({ name, date, timeZone }: EventDocument, nowMs: number): CopyValues {
	let next = moved(date, YEAR_MS);
	while (next < civilDateAt(nowMs, timeZone)) next = moved(next, YEAR_MS);
	return { name: inYear(name, { of: date, next }), date: next, slug: '' };
}

/**
 * A draft with the rules and races of `document` on another day: every start keeps its time of day, and registration opens
 * and closes as many days before.
 */
export function copiedDocument(
	document: EventDocument,
	{ values, nowMs }: { values: CopyValues; nowMs: number }
): Result<EventDocument, CopyFault[]> {
	const text = (field: CopyField): string => values[field].trim();
	const faults = COPY_FIELDS.flatMap((field): CopyFault[] => {
		const reason = RULES[field](text(field));
		return reason ? [{ field, reason }] : [];
	});
	if (faults.length > 0) return err(faults);
	const date = text('date');
	if (date < civilDateAt(nowMs, document.timeZone)) return err([{ field: 'date', reason: 'past' }]);
	const byMs = Date.parse(date) - Date.parse(document.date);
	const { opens = '', closes = '' } = settingsOf(document);
	const later = (moment: string): string =>
		moment === '' ? '' : moved(moment.slice(0, 10), byMs) + moment.slice(10);
	const copy = withSettings(document, {
		name: text('name'),
		date,
		status: 'draft',
		practice: '',
		opens: later(opens),
		closes: later(closes)
	});
	// Of days at the ends of the calendar.
	if (!copy.ok) return err([{ field: 'date', reason: 'date' }]);
	return ok({ ...copy.value, words: wordsInYear(document.words ?? {}, { of: document.date, next: date }) });
}
