/**
 * What a form in `<details {@attach held.attach}>` was made from: kept while it is open, however the page around it is
 * brought up to date, so that nothing moves under the hands and the form names the version that was looked at.
 */
export class HeldOpen<T> {
	readonly #latest: () => T;
	#kept = $state.raw<{ value: T } | null>(null);

	constructor(latest: () => T) {
		this.#latest = latest;
	}

	get value(): T {
		return this.#kept ? this.#kept.value : this.#latest();
	}

	readonly attach = (details: HTMLDetailsElement): (() => void) => {
		const toggled = (): void => {
			this.#kept = details.open ? { value: this.#latest() } : null;
		};
		// It may have been opened before the page's script ran.
		if (details.open) toggled();
		details.addEventListener('toggle', toggled);
		return () => details.removeEventListener('toggle', toggled);
	};
}
