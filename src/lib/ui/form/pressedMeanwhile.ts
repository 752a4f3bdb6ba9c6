/**
 * A press of a form whose press before is not answered yet: it is sent after the answer when the form says something else
 * by then, or the change would be lost without a word. The same once more is an impatient finger.
 */
export class PressedMeanwhile {
	#underWay = '';
	#again: { by: HTMLElement | null } | null = null;

	/** @param content all that the form says, see `contentOf` */
	begun(content: string): void {
		this.#underWay = content;
		this.#again = null;
	}
	pressed(content: string, by: HTMLElement | null): void {
		if (content !== this.#underWay) this.#again = { by };
	}
	get waits(): boolean {
		return this.#again !== null;
	}
	/** Presses for whoever has waited, unless the form has left the page with the answer. */
	send(form: HTMLFormElement): void {
		const again = this.#again;
		this.#again = null;
		if (again && form.isConnected) form.requestSubmit(form.contains(again.by) ? again.by : null);
	}
}

/** All that a form says, with files by their names. */
export const contentOf = (formData: FormData): string =>
	JSON.stringify([...formData].map(([name, value]) => [name, value instanceof File ? value.name : value]));
