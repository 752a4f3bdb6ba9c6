/** What organisers change about an event by its pages. Two who change different settings lose nothing. */
import { err, ok, type Result } from '#lib/domain/result.ts';
import type { RaceDocument } from '#lib/schemas/event/event.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import { SETTINGS_FORM } from '#lib/schemas/event/eventSettings.ts';
import {
	changedSettings,
	settingClashes,
	type EventForm,
	type SettingClash,
	type SettingFault,
	type Settings
} from '#lib/schemas/event/madeFrom.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import { putEventDocument, tagOf } from './eventDocument.ts';
import { countAddressed } from '#lib/server/mail/store/outgoingMails.ts';
import { newsToRunners } from './eventChanges.ts';
import { findEvent, type StoredEvent } from './store/events.ts';

/** Somebody else saves between the look and the write; seldom twice. */
const MOST_TRIES = 3;

export interface EventSettings {
	settings: Settings;
	/** In the order of the document. */
	races: RaceDocument[];
	/** The version in force of what runners agree to; null: the event never had rules of its own. */
	rules: { version: number; atMs: number } | null;
	timeZone: string;
}

/** What a form of the event stands on. @returns `not-found` where that is not there which the form is about */
export async function eventSettings(
	app: App,
	caller: Caller,
	{ event, form = SETTINGS_FORM }: { event: string; form?: EventForm }
): Promise<Result<EventSettings, Refusal>> {
	const stored = await openedDocument(app, caller, event);
	if (!stored.ok) return stored;
	const { document, rules } = stored.value;
	const { races, timeZone } = document;
	const settings = form.settingsOf(document);
	return settings ? ok({ settings, races, rules, timeZone }) : GONE;
}

const GONE = refuse('not-found', 'the event has no such part');

export type SettingsRefusal =
	| { why: 'refused'; refusal: Refusal }
	| { why: 'faults'; faults: SettingFault[] }
	/** `now`: what a form that goes on is made from. */
	| { why: 'clashes'; clashes: SettingClash[]; now: Settings }
	/** So many runners would be told by mail of the new status: asked once. */
	| { why: 'tells'; count: number };

export interface SavedForm {
	event: string;
	/** Which form it is; left out: of the event's own settings. */
	form?: EventForm;
	typed: Settings;
	was: Settings;
	told?: string;
}

/**
 * @param input.was what the form was made from; what is typed otherwise is changed, and nothing else
 * @param input.told the status of which the asker knows that runners are told by mail
 * @returns the settings before and after; null: nothing was changed
 */
export async function saveSettings(
	app: App,
	caller: Caller,
	{ event, form = SETTINGS_FORM, typed, was, told = '' }: SavedForm
): Promise<Result<{ before: Settings; after: Settings } | null, SettingsRefusal>> {
	for (let tries = 1; ; tries++) {
		const stored = await openedDocument(app, caller, event);
		if (!stored.ok) return err({ why: 'refused', refusal: stored.error });
		const { document, etag } = stored.value;
		const now = form.settingsOf(document);
		if (!now) return err({ why: 'refused', refusal: GONE.error });
		// A field that the event does not have, such as of a race that is gone, is none.
		const known = Object.fromEntries(
			Object.entries(typed).filter(([field]) => Object.hasOwn(now, field) || form.isNew?.(field))
		);
		const clashes = settingClashes(known, { was, now });
		if (clashes.length > 0) return err({ why: 'clashes', clashes, now });
		const changed = changedSettings(known, was);
		const wanted = form.withSettings(document, changed);
		if (!wanted.ok) return err({ why: 'faults', faults: wanted.error });
		if (Object.keys(changed).length === 0) return ok(null);
		const tells = newsToRunners(document.status, wanted.value.status) && told !== wanted.value.status;
		const count = tells ? await countAddressed(app.database.prisma, stored.value.id) : 0;
		if (count > 0) return err({ why: 'tells', count });
		const put = { event, document: wanted.value, ifMatch: [etag] };
		const written = await putEventDocument(app, caller, put);
		if (written.ok) return ok({ before: now, after: form.settingsOf(wanted.value) ?? {} });
		if (written.error.reason !== 'edited-since' || tries === MOST_TRIES)
			return err({ why: 'refused', refusal: written.error });
	}
}

/** The event as it is stored, for who may edit it. */
export async function openedDocument(
	app: App,
	caller: Caller,
	slug: string
): Promise<Result<StoredEvent & { etag: string }, Refusal>> {
	const find = async () => {
		const stored = await findEvent(app.database.prisma, slug);
		return stored && { ...stored, etag: tagOf(stored) };
	};
	return openAs(caller, { slug, verb: 'edit-event', find });
}
