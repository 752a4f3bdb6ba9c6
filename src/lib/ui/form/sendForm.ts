/**
 * `use:sendForm`, in place of kit's `enhance`: a form that is sent without leaving the page. The same press twice is one
 * act; without an answer everything stays as it was filled in, and the page says so; the focus stays where the act was.
 */
import { tick } from 'svelte';
import { browser } from '$app/environment';
import { applyAction, enhance } from '$app/forms';
import type { ActionResult, SubmitFunction } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { connection } from '#lib/ui/connection/connection.svelte.ts';
import { loadAnew } from '#lib/ui/connection/loadAnew.ts';
import { errorWords } from './errorWords.ts';
import { newId } from './newId.ts';
import { contentOf, PressedMeanwhile } from './pressedMeanwhile.ts';
import { pressOf, type Press, type Touch } from './press.ts';
import { said, type Answer } from './said.svelte.ts';
import { watchTyped } from './watchTyped.ts';

interface Options {
	/** What was filled in stays after a success too. */
	keep?: boolean;
	/** Told when the form is sent, and when it is answered. */
	onbusy?: (busy: boolean) => void;
}

let last: Press | null = null;

/** By the event's own time: a browser that is busy hears of two presses later, and further apart, than they were. */
let touch: Touch = { atMs: -Infinity, at: null };
/** Something was typed or chosen since the last press. */
let filled = false;
if (browser) {
	addEventListener('input', () => (filled = true), { capture: true });
	addEventListener('keydown', ({ timeStamp }) => (touch = { atMs: timeStamp, at: null }), { capture: true });
	addEventListener(
		'click',
		({ timeStamp, detail, clientX: x, clientY: y }) =>
			(touch = { atMs: timeStamp, at: detail > 0 ? { x, y } : null }),
		{ capture: true }
	);
}

export function sendForm(form: HTMLFormElement, options: Options = {}): { destroy(): void } {
	let busy = false;
	const meanwhile = new PressedMeanwhile();
	const setBusy = (now: boolean): void => {
		busy = now;
		if (now) form.setAttribute('aria-busy', 'true');
		else form.removeAttribute('aria-busy');
		options.onbusy?.(now);
	};
	const submit: SubmitFunction = ({ action, formData, submitter, cancel }) => {
		const content = action.href + contentOf(formData);
		const press = pressOf(last, { content, touch, filled, nowMs: performance.now(), newId });
		if (busy && press) meanwhile.pressed(content, submitter);
		if (busy || !press) return cancel();
		last = press;
		meanwhile.begun(content);
		filled = false;
		formData.set('press', press.id);
		setBusy(true);
		let sent = true;
		const end = (): void => {
			if (sent) setBusy(false);
			sent = false;
		};
		const place = placeOf(form, submitter);
		// Fields are set to what came back of this press, not to what was typed after it.
		const since = watchTyped(form);
		return async ({ result, update }) => {
			try {
				if (result.type === 'error') return standStill(press, result);
				connection.heard();
				press.answered = true;
				said.trouble = null;
				if (result.type === 'redirect') return await applyAction(result);
				said.answer = (result.data as Answer | undefined) ?? {};
				const reset = !options.keep && !meanwhile.waits;
				await update({ reset, invalidateAll: false });
				const cleared = reset && result.type === 'success';
				await tick();
				if (!cleared) since.putBack();
				// What came of it is said: who presses on now means it, however long the page takes to follow. A form
				// that stays as filled in waits, as it says what it was made from.
				if (!options.keep) end();
				if (result.type === 'success') await loadAnew();
				await tick();
				if (!cleared) since.putBack();
				if (result.type === 'success') fold(form);
				await tick();
				goOn(form, { place, failed: result.type === 'failure' });
				end();
				meanwhile.send(form);
			} finally {
				since.stop();
				end();
			}
		};
	};
	return enhance(form, submit);
}

/** Without an answer nothing of the page changes, or what was filled in would be lost. */
function standStill(press: Press, { status, error }: ActionResult & { type: 'error' }): void {
	// Nothing has come of it, so that the next press is one, however soon.
	press.atMs = -Infinity;
	const answered = typeof status === 'number' && status > 0;
	if (answered) {
		const { words, message } = error as App.Error;
		said.trouble = words ?? errorWords(message).lead;
		press.answered = true;
		return;
	}
	said.trouble = m.form_not_sent();
	if (connection.lostSinceMs !== null) return;
	connection.lost();
	// Asked for until it comes, see steadyFetch.ts: so the page hears when the server is back.
	void loadAnew();
}

/** Where the eye and the hands are. */
interface Place {
	pressed: HTMLElement | null;
	/** Of a list, found again by its id when the page has drawn it anew. */
	row: string | null;
	/** The row below it, or above the last one: it is at hand where the act has taken the row out of the list. */
	neighbour: string | null;
}

function placeOf(form: HTMLFormElement, submitter: HTMLElement | null): Place {
	const row = form.closest('[data-row]');
	const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
	return {
		pressed: submitter ?? (document.activeElement as HTMLElement | null),
		row: row?.id ?? null,
		neighbour: neighbour?.id ?? null
	};
}

/** What is folded away has its place in the page, and cannot have the focus. */
const isShown = (element: Element | null | undefined): element is HTMLElement =>
	element instanceof HTMLElement && element.checkVisibility();

/** What was folded out for this act is done with; a list that the act is a part of is not. */
function fold(form: HTMLFormElement): void {
	const around = form.closest('details');
	if (around && !around.querySelector('li, tr')) around.open = false;
}

/** Kit gives the focus to the page as a whole after a success. What has taken it on purpose keeps it. */
function goOn(form: HTMLFormElement, { place, failed }: { place: Place; failed: boolean }): void {
	const { activeElement } = document;
	// After Enter in a field that is folded away now, the field has the focus until the next picture is drawn.
	const folded = form.contains(activeElement) && !isShown(activeElement);
	if (activeElement !== document.body && activeElement !== place.pressed && !folded) return;
	const wrong = failed ? (said.answer?.errors ?? []) : [];
	const field = wrong.map(({ field: id }) => (id ? document.getElementById(id) : null)).find(isShown);
	if (field && form.contains(field)) return field.focus();
	// Of another form: its words come into view, the hands stay.
	field?.scrollIntoView({ block: 'center' });
	const next = [
		place.pressed,
		place.row ? document.getElementById(place.row) : null,
		place.neighbour ? document.getElementById(place.neighbour) : null,
		form.closest('details')?.querySelector('summary'),
		document.querySelector('[data-said] button'),
		document.querySelector('[data-said]')
	].find(isShown);
	next?.focus({ preventScroll: true });
}
