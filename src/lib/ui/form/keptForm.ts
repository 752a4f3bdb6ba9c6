/**
 * `use:keptForm`, in place of kit's `enhance`, for the forms of visitors: what was filled in stays whatever comes back, and
 * two presses are sent once. Small, since these pages are loaded over slow networks; the desk's forms do more, see sendForm.ts.
 */
import { enhance } from '$app/forms';
import * as m from '#lib/paraglide/messages.js';
import { errorWords } from './errorWords.ts';
import { watchTyped } from './watchTyped.ts';

interface Told {
	/** Told when the form is sent, and when it is answered. */
	onbusy?: (busy: boolean) => void;
	/** Why there is no answer, in words; null when there is one. */
	ontrouble: (words: string | null) => void;
}

export function keptForm(form: HTMLFormElement, { onbusy, ontrouble }: Told): { destroy(): void } {
	let busy = false;
	const setBusy = (now: boolean): void => {
		busy = now;
		onbusy?.(now);
	};
	return enhance(form, ({ cancel }) => {
		if (busy) return cancel();
		setBusy(true);
		const since = watchTyped(form);
		return async ({ result, update }) => {
			if (result.type === 'error') {
				const { words, message } = result.error as App.Error;
				ontrouble(result.status ? (words ?? errorWords(message).lead) : m.form_not_sent());
			} else {
				ontrouble(null);
				// Until the next page stands the answer is not there for whoever pressed.
				await update({ reset: false });
				since.putBack();
			}
			since.stop();
			setBusy(false);
		};
	});
}
