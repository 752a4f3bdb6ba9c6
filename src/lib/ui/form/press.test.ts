import { describe, expect, test } from 'vitest';
import { FINGER_PX, NEXT_PRESS_MS, ONE_PRESS_MS, pressOf, type Press, type Touch } from './press.ts';

const HERE = { x: 300, y: 500 };
const BESIDE = { x: HERE.x + FINGER_PX / 2, y: HERE.y };
const ELSEWHERE = { x: HERE.x, y: HERE.y + FINGER_PX + 1 };
const touched = (atMs: number, at: Touch['at'] = HERE): Touch => ({ atMs, at });

let ids = 0;
const press = (last: Press | null, content: string, touch: Touch, nowMs = touch.atMs, filled = false) =>
	pressOf(last, { content, touch, filled, nowMs, newId: () => `press-${ids++}` });
/** The first press, answered unless said otherwise. */
const first = (touch = touched(1000), answered = true): Press => {
	const made = press(null, 'publish', touch);
	if (!made) throw new Error('the first press always counts');
	return { ...made, answered };
};

describe('the same form again', () => {
	test('within a moment is one press, wherever the hand is', () => {
		for (const at of [HERE, ELSEWHERE, null])
			expect(press(first(), 'publish', touched(1000 + ONE_PRESS_MS - 1, at))).toBeNull();
	});
	test('later is another press when the first was answered, and the same one when it was not', () => {
		const [heard, unheard] = [first(), first(touched(1000), false)];
		const later = touched(1000 + ONE_PRESS_MS);
		expect(press(heard, 'publish', later)?.id).not.toBe(heard.id);
		expect(press(unheard, 'publish', later)?.id).toBe(unheard.id);
	});
});

describe('another form', () => {
	test('that has come under the finger is not pressed', () => {
		for (const at of [HERE, BESIDE])
			expect(press(first(), 'delete', touched(1000 + NEXT_PRESS_MS - 1, at))).toBeNull();
		expect(press(first(), 'delete', touched(1000 + NEXT_PRESS_MS))).not.toBeNull();
	});
	test('at another place is pressed, however soon', () => {
		expect(press(first(), 'delete', touched(1001, ELSEWHERE))).not.toBeNull();
	});
	test('for which a field was filled in between is pressed, as by a reader that types number after number', () => {
		const enter = touched(1030, null);
		expect(press(first(touched(1000, null)), 'bib 804', enter, enter.atMs, true)).not.toBeNull();
		expect(press(first(touched(1000, null)), 'publish', enter, enter.atMs, true)).toBeNull();
	});
	test('that a key presses waits like one under the finger, since a key is nowhere', () => {
		expect(press(first(touched(1000, null)), 'delete', touched(1001, ELSEWHERE))).toBeNull();
		expect(press(first(), 'delete', touched(1001, null))).toBeNull();
	});
});

test('what a program sends without a hand goes by the clock', () => {
	const scan = touched(1000);
	const read = first(scan);
	expect(press(read, 'bib 12', scan, 1000 + NEXT_PRESS_MS - 1)).toBeNull();
	expect(press(read, 'bib 12', scan, 1000 + NEXT_PRESS_MS)?.atMs).toBe(1000 + NEXT_PRESS_MS);
});

test('two presses count by when the hand moved, not by when a busy browser heard of them', () => {
	expect(press(first(), 'publish', touched(1039), 9000)).toBeNull();
});
