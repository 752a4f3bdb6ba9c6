/** What is to be said about the last act of this page, where it is always in view. Written in the browser alone. */

/** A form that takes an act back: sent to this action of the page, with these fields. */
export interface WayBack {
	action: string;
	fields: [name: string, value: string][];
}

/** What actions of the desk answer with; each has some of it. */
export interface Answer {
	done?: string | null;
	undo?: WayBack | null;
	errors?: { field: string; message: string }[];
}

class Said {
	/** What the last act was answered with. It outlives reloads of the data, which kit's own `page.form` does not. */
	answer = $state.raw<Answer | null>(null);
	/** Why there is no answer: nothing of the page has changed. */
	trouble = $state<string | null>(null);
}

export const said = new Said();
