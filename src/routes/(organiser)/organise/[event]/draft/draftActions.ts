/** What is done with a draft: publish it, show it to somebody. */
import { fail, type RequestEvent } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { localizeUrl } from '#lib/paraglide/runtime.js';
import { app } from '#lib/server/app.ts';
import { saveSettings, type SettingsRefusal } from '#lib/server/events/eventSettings.ts';
import { endPreviewLink, newPreviewLink } from '#lib/server/events/previewLink.ts';
import type { WayBack } from '#lib/ui/form/said.svelte.ts';
import { refusalWords } from '../../../refusalWords.ts';

type ActOnEvent = RequestEvent<{ event: string }>;

const refused = (message: string) => fail(400, { errors: [{ field: '', message }] });

const undo: WayBack = { action: '?/backToDraft', fields: [] };

export async function publishEvent({ locals, params }: ActOnEvent) {
	const asked = { typed: { status: 'published' }, was: { status: 'draft' }, told: '' };
	const saved = await saveSettings(app(), locals.caller, { event: params.event, ...asked });
	return saved.ok ? { done: m.draft_published(), undo } : refused(wordsOf(saved.error));
}

export async function backToDraft({ locals, params }: ActOnEvent) {
	const asked = { typed: { status: 'draft' }, was: { status: 'published' }, told: '' };
	const saved = await saveSettings(app(), locals.caller, { event: params.event, ...asked });
	if (saved.ok) return { done: m.draft_again() };
	const { error } = saved;
	const entered = error.why === 'refused' && error.refusal.reason === 'in-use';
	return refused(entered ? m.settings_draft_refused({ label: m.settings_status() }) : wordsOf(error));
}

const wordsOf = (error: SettingsRefusal): string =>
	error.why === 'refused' ? refusalWords(error.refusal) : m.organiser_refused_edited_since();

export async function preview({ locals, params }: ActOnEvent) {
	const made = await newPreviewLink(app(), locals.caller, params);
	if (!made.ok) return refused(refusalWords(made.error));
	const { href } = localizeUrl(`${app().origin()}/preview/${made.value.secret}`);
	return { done: m.draft_preview_made(), previewLink: href };
}

export async function endPreview({ locals, params }: ActOnEvent) {
	const ended = await endPreviewLink(app(), locals.caller, params);
	return ended.ok ? { done: m.draft_preview_ended() } : refused(refusalWords(ended.error));
}
