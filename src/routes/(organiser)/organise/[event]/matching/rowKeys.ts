/** The matching by keyboard: arrows go from row to row, a letter presses the button that bears it. */

const rows = (list: HTMLElement): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[data-row]')];

/** Makes the row at hand the one stop of the Tab key, and shows it. */
function stand(list: HTMLElement, row: HTMLElement): void {
	for (const other of rows(list)) other.tabIndex = other === row ? 0 : -1;
	row.focus();
	row.scrollIntoView({ block: 'nearest' });
}

/** For the list's `keydown`. What is typed into a field stays there. */
export function onRowKey(event: KeyboardEvent): void {
	const list = event.currentTarget as HTMLElement;
	const target = event.target as HTMLElement;
	if (event.ctrlKey || event.metaKey || event.altKey || target instanceof HTMLInputElement) return;
	const row = target.closest<HTMLElement>('[data-row]');
	if (!row) return;
	const all = rows(list);
	const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
	if (step !== undefined) {
		const next = all[all.indexOf(row) + step];
		if (next) stand(list, next);
		event.preventDefault();
		return;
	}
	const button = row.querySelector<HTMLButtonElement>(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
	if (!button) return;
	event.preventDefault();
	// What needs a value asks for it.
	const field = ['t', 'n'].includes(event.key.toLowerCase()) ? row.querySelector('input[name=value]') : null;
	if (field instanceof HTMLInputElement && field.value === '') {
		row.querySelector('details')?.setAttribute('open', '');
		field.focus();
	} else button.click();
}

/** The first row can be reached by Tab. */
export function reachable(list: HTMLElement): void {
	const all = rows(list);
	if (!all.some(({ tabIndex }) => tabIndex === 0)) all[0]?.setAttribute('tabindex', '0');
}
