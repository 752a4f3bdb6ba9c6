/** What organisers change about an event by its pages. Two who change different settings lose nothing. */
import { err, ok, type Result } from '#lib/domain/result.ts';
import type { StoredDocument } from '#lib/schemas/event/event.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import {
	changedSettings,
	settingClashes,
	settingsOf,
	withSettings,
	type SettingClash,
	type SettingFault,
	type Settings
} from '#lib/schemas/event/eventSettings.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import { putEventDocument, tagOf } from './eventDocument.ts';
import { countAddressed } from '#lib/server/mail/store/outgoingMails.ts';
import { newsToRunners } from './eventChanges.ts';
import { findEvent } from './store/events.ts';

/** Somebody else saves between the look and the write; seldom twice. */
const MOST_TRIES = 3;

export interface EventSettings {
	settings: Settings;
	/** In the order of the document. */
	races: { slug: string; name: string; waves: number }[];
}

export async function eventSettings(
	app: App,
	caller: Caller,
	{ event }: { event: string }
): Promise<Result<EventSettings, Refusal>> {
	const stored = await opened(app, caller, event);
	if (!stored.ok) return stored;
	const { document } = stored.value;
	const races = document.races.map(({ slug, name, waves }) => ({ slug, name, waves: waves.length }));
	return ok({ settings: settingsOf(document), races });
}

export type SettingsRefusal =
	| { why: 'refused'; refusal: Refusal }
	| { why: 'faults'; faults: SettingFault[] }
	/** `now`: what a form that goes on is made from. */
	| { why: 'clashes'; clashes: SettingClash[]; now: Settings }
	/** So many runners would be told by mail of the new status: asked once. */
	| { why: 'tells'; count: number };

/**
 * @param input.was what the form was made from; what is typed otherwise is changed, and nothing else
 * @param input.told the status of which the asker knows that runners are told by mail
 * @returns the settings that were changed, as they were before
 */
export async function saveSettings(
	app: App,
	caller: Caller,
	{ event, typed, was, told }: { event: string; typed: Settings; was: Settings; told: string }
): Promise<Result<Settings, SettingsRefusal>> {
	for (let tries = 1; ; tries++) {
		const stored = await opened(app, caller, event);
		if (!stored.ok) return err({ why: 'refused', refusal: stored.error });
		const { document, etag } = stored.value;
		const now = settingsOf(document);
		// A field that the event does not have, such as of a race that is gone, is none.
		const known = Object.fromEntries(Object.entries(typed).filter(([field]) => Object.hasOwn(now, field)));
		const clashes = settingClashes(known, { was, now });
		if (clashes.length > 0) return err({ why: 'clashes', clashes, now });
		const changed = changedSettings(known, was);
		const wanted = withSettings(document, changed);
		if (!wanted.ok) return err({ why: 'faults', faults: wanted.error });
		const before = Object.fromEntries(Object.keys(changed).map((field) => [field, now[field] ?? '']));
		if (Object.keys(changed).length === 0) return ok(before);
		const tells = newsToRunners(document.status, wanted.value.status) && told !== wanted.value.status;
		const count = tells ? await countAddressed(app.database.prisma, stored.value.id) : 0;
		if (count > 0) return err({ why: 'tells', count });
		const put = { event, document: wanted.value, ifMatch: [etag] };
		const written = await putEventDocument(app, caller, put);
		if (written.ok) return ok(before);
		if (written.error.reason !== 'edited-since' || tries === MOST_TRIES)
			return err({ why: 'refused', refusal: written.error });
	}
}

async function opened(
	app: App,
	caller: Caller,
	slug: string
): Promise<Result<{ id: string; status: string; document: StoredDocument; etag: string }, Refusal>> {
	const find = async () => {
		const stored = await findEvent(app.database.prisma, slug);
		return stored && { id: stored.id, status: stored.status, document: stored.document, etag: tagOf(stored) };
	};
	return openAs(caller, { slug, verb: 'edit-event', find });
}
