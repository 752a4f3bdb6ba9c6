/** Which presses of forms are meant, out of when and where the hand moved. No clock of its own, no I/O. */

/** Two presses of the same closer together are one: nobody reads in between what the first one did. */
export const ONE_PRESS_MS = 600;
/** Neither is one of something else, which has come under the finger by the first, unless a field was filled in between. */
export const NEXT_PRESS_MS = 350;
/** A finger that taps twice moves less. */
export const FINGER_PX = 40;

/** When and where the hand last moved; a key and a press by a program are nowhere. */
export interface Touch {
	/** Milliseconds on the clock of the page. */
	atMs: number;
	/** In pixels of the window. */
	at: { x: number; y: number } | null;
}

export interface Press {
	/** Names the press for the server, which answers one that it knows with what came of it. */
	id: string;
	/** Where the form goes, and all that it says. */
	content: string;
	atMs: number;
	touch: Touch;
	/** Nobody has to send it again. */
	answered: boolean;
}

interface Pressed {
	content: string;
	touch: Touch;
	/** Something was typed or chosen since the press before. */
	filled: boolean;
	nowMs: number;
	newId: () => string;
}

/** The press that this is: a new one, or the last one again since nobody has heard what came of it. Null: not a press. */
export function pressOf(last: Press | null, { content, touch, filled, nowMs, newId }: Pressed): Press | null {
	// A scan sends a form without a hand.
	const atMs = last?.touch === touch ? nowMs : touch.atMs;
	if (!last) return { id: newId(), content, atMs, touch, answered: false };
	const same = last.content === content;
	const meant = filled || isElsewhere(last.touch, touch);
	const soonest = same ? ONE_PRESS_MS : meant ? 0 : NEXT_PRESS_MS;
	if (atMs - last.atMs < soonest) return null;
	return { id: same && !last.answered ? last.id : newId(), content, atMs, touch, answered: false };
}

/** Who presses at two places has aimed twice. */
const isElsewhere = ({ at: a }: Touch, { at: b }: Touch): boolean =>
	a !== null && b !== null && Math.hypot(a.x - b.x, a.y - b.y) > FINGER_PX;
