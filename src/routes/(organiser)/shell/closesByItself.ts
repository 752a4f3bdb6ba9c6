/** For a `<details>` that is a menu: shut by a press beside it and by Escape, which gives the focus back to where it was opened. */
export function closesByItself(menu: HTMLElement): () => void {
	if (!(menu instanceof HTMLDetailsElement)) return () => undefined;
	const beside = ({ target }: Event): void => {
		if (target instanceof Node && !menu.contains(target)) menu.open = false;
	};
	const escape = ({ key }: KeyboardEvent): void => {
		if (key !== 'Escape' || !menu.open) return;
		menu.open = false;
		menu.querySelector('summary')?.focus();
	};
	document.addEventListener('click', beside);
	menu.addEventListener('keydown', escape);
	return () => {
		document.removeEventListener('click', beside);
		menu.removeEventListener('keydown', escape);
	};
}
