/**
 * A button that a finger pressed gives the focus up: it would hear the next key itself, as a reader's Enter, or swallow it
 * once it is disabled, and a tap by key would be lost. Who presses by key keeps the focus. For `onclickcapture`.
 */
export function giveKeysBack({ detail, target }: MouseEvent): void {
	const button = detail > 0 && target instanceof Element ? target.closest('button') : null;
	button?.blur();
}
