/**
 * Forms that change an event: each field as text, what such a form was made from, and what two people changed at once. A
 * form posts what stood in its fields, so that it changes what was typed otherwise and nothing else.
 */
import { z } from 'zod';
import { err, ok, type Result } from '#lib/domain/result.ts';
import type { EventStatus } from '#lib/domain/calendar/eventStatus.ts';
import type { EventDocument } from './event.ts';
import type { EventFault } from './eventFields.ts';

/** Field → text. */
export type Settings = Readonly<Record<string, string>>;

export interface SettingFault {
	/** Empty: the form as a whole. */
	field: string;
	reason: EventFault;
	/** What the rule says besides, such as the most that is allowed. */
	limit?: string;
}

/** With the status that a form can give: never `closed`, which is API v1's. */
export type ChangedDocument = EventDocument & { status: EventStatus };

/** One form of an event. */
export interface EventForm {
	/** As the fields stand for this document; null: what the form is about is not there. */
	settingsOf(document: EventDocument): Settings | null;
	/** A field that is in no document yet, such as of a row that is new. Others are left out of what is sent. */
	isNew?(field: string): boolean;
	/** The document with these changed alone, and everything else as it is. */
	withSettings(document: EventDocument, changed: Settings): Result<ChangedDocument, SettingFault[]>;
}

export interface SettingClash {
	field: string;
	/** What stands there now. */
	theirs: string;
}

/**
 * Settings that two changed at the same time: of `was`, what the form was made from, to something else than is typed.
 * @param now as they are stored
 */
export const settingClashes = (
	typed: Settings,
	{ was, now }: { was: Settings; now: Settings }
): SettingClash[] =>
	Object.keys(changedSettings(typed, was)).flatMap((field) => {
		const theirs = now[field] ?? '';
		return theirs === (was[field] ?? '') || theirs === typed[field]?.trim() ? [] : [{ field, theirs }];
	});

/** Those that differ from what the form was made from. */
export const changedSettings = (typed: Settings, was: Settings): Settings =>
	Object.fromEntries(
		Object.entries(typed).filter(([field, value]) => value.trim() !== (was[field] ?? '').trim())
	);

/**
 * The form after a clash: mine where I changed something, else what stands there now, so that the next press takes nobody's
 * change back.
 */
export const rebasedSettings = (
	typed: Settings,
	{ was, now }: { was: Settings; now: Settings }
): Settings => ({
	...now,
	...changedSettings(typed, was)
});

/** The fields that take a change back, and what a form with them was made from. */
export function wayBack(before: Settings, after: Settings): { fields: [string, string][]; was: Settings } {
	const names = new Set([...Object.keys(before), ...Object.keys(after)]);
	const moved = [...names].filter((field) => (before[field] ?? '') !== (after[field] ?? ''));
	const of = (settings: Settings): [string, string][] => moved.map((field) => [field, settings[field] ?? '']);
	return { fields: of(before), was: Object.fromEntries(of(after)) };
}

/** The settings that a form says it was made from, as it stands in a hidden field. */
export function readMadeFrom(text: string): Result<Settings, 'none' | 'other'> {
	if (text === '') return err('none');
	try {
		const read = z.record(z.string(), z.string()).safeParse(JSON.parse(text));
		return read.success ? ok(read.data) : err('other');
	} catch {
		return err('other');
	}
}
