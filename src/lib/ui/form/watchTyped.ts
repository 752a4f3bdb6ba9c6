/** What somebody types or chooses while a page is at work, to be put back where the page has set its controls since. */
type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export interface Typed {
	/** Sets every control that was touched to what it was set to by hand. The scripts hear of it as of any other input. */
	putBack(): void;
	stop(): void;
}

/** A browser keeps files itself. */
const CONTROLS = 'input:not([type=file]),textarea,select';
/** What a hand sets it by. */
const stateOf = ({ type }: Control): 'checked' | 'value' =>
	type === 'checkbox' || type === 'radio' ? 'checked' : 'value';

function isTouched(control: Control): boolean {
	if (control instanceof HTMLSelectElement) {
		const options = [...control.options];
		return control.value !== (options.find(({ defaultSelected }) => defaultSelected) ?? options[0])?.value;
	}
	if (control instanceof HTMLInputElement && stateOf(control) === 'checked')
		return control.checked !== control.defaultChecked;
	return control.value !== control.defaultValue;
}

/** @param before what stands in the controls otherwise than the page had them counts too */
export function watchTyped(root: Document | HTMLElement, before = false): Typed {
	const typed = new Map<HTMLInputElement, string | boolean>();
	const note = (control: Control): void => {
		// Of the radios of one choice, the one that was chosen last comes last.
		typed.delete(control as HTMLInputElement);
		typed.set(control as HTMLInputElement, (control as HTMLInputElement)[stateOf(control)]);
	};
	const noteTarget = ({ target }: Event): void => {
		if (target instanceof Element && target.matches(CONTROLS)) note(target as Control);
	};
	if (before) [...root.querySelectorAll<Control>(CONTROLS)].filter(isTouched).forEach(note);
	root.addEventListener('input', noteTarget, true);
	return {
		stop: () => root.removeEventListener('input', noteTarget, true),
		putBack() {
			for (const [control, state] of typed) {
				const by = stateOf(control);
				// Setting the text anew would move the caret.
				if (control[by] === state) continue;
				Object.assign(control, { [by]: state });
				for (const heard of ['input', 'change']) control.dispatchEvent(new Event(heard, { bubbles: true }));
			}
		}
	};
}

/**
 * What was typed or chosen before a page had its scripts stays: on a slow phone somebody has begun by then, and the scripts
 * set every control to what the server gave. Watched from `init` of hooks.client.ts on, put back by the outermost layout.
 */
let early: Typed | null = null;

export function watchTypedEarly(): void {
	early = watchTyped(document, true);
}

/** Once the scripts hold the page. */
export function putBackTypedEarly(): void {
	early?.stop();
	early?.putBack();
	early = null;
}
