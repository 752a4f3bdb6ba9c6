/**
 * What was typed or chosen before a page had its scripts stays: on a slow phone somebody has begun by then, and the scripts
 * set every control to what the server gave. Watched from `init` of hooks.client.ts on, put back by the outermost layout.
 */
type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Control → the text in it, or whether it is ticked. */
const typed = new Map<Control, string | boolean>();

/** A browser keeps files itself, and the others hold nothing that was typed. */
const PASSED_OVER = ['file', 'hidden', 'submit', 'button', 'reset', 'image'];
const isTicked = (control: Control): control is HTMLInputElement =>
	control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio');

function isTouched(control: Control): boolean {
	if (isTicked(control)) return control.checked !== control.defaultChecked;
	if (!(control instanceof HTMLSelectElement)) return control.value !== control.defaultValue;
	const options = [...control.options];
	return control.value !== (options.find(({ defaultSelected }) => defaultSelected) ?? options[0])?.value;
}

const note = (control: Control): void => {
	if (!PASSED_OVER.includes(control.type))
		typed.set(control, isTicked(control) ? control.checked : control.value);
};
const noteTarget = ({ target }: Event): void => {
	if (target instanceof Element && target.matches('input, textarea, select')) note(target as Control);
};

export function watchTyped(): void {
	for (const control of document.querySelectorAll<Control>('input, textarea, select'))
		if (isTouched(control)) note(control);
	document.addEventListener('input', noteTarget, { capture: true });
}

/** Once the scripts hold the page. They hear of it as of any other input. */
export function putBackTyped(): void {
	document.removeEventListener('input', noteTarget, { capture: true });
	for (const [control, state] of typed) {
		if (isTicked(control)) control.checked = state === true;
		else control.value = String(state);
		control.dispatchEvent(new Event('input', { bubbles: true }));
		control.dispatchEvent(new Event('change', { bubbles: true }));
	}
	typed.clear();
}
