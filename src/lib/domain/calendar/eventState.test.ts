import { expect, test } from 'vitest';
import { eventState } from './eventState.ts';

const at = (time: string) => Date.parse(`${time}+03:00`);
const event = {
	status: 'scheduled',
	demo: false,
	date: '2026-05-24',
	timeZone: 'Europe/Chisinau',
	opensAtMs: at('2026-03-01T09:00:00'),
	closesAtMs: at('2026-05-20T00:00:00')
};
const stateAt = (now: string, part: Partial<typeof event> = {}) => eventState({ ...event, ...part }, at(now));

test('an event is a draft, open, ready, today and over, one after another', () => {
	expect(stateAt('2026-02-01T12:00:00')).toBe('draft');
	expect(stateAt('2026-03-01T09:00:00')).toBe('open');
	expect(stateAt('2026-05-21T12:00:00')).toBe('ready');
	expect(stateAt('2026-05-24T00:00:00')).toBe('today');
	expect(stateAt('2026-05-25T00:00:00')).toBe('over');
});

test('what was decided about it comes before the date', () => {
	for (const now of ['2026-02-01T12:00:00', '2026-05-24T12:00:00', '2026-06-01T12:00:00'])
		for (const status of ['cancelled', 'moved']) expect(stateAt(now, { status })).toBe(status);
	expect(stateAt('2026-03-01T12:00:00', { status: 'closed' })).toBe('over');
});

test('the practice edition is practice until its day', () => {
	expect(stateAt('2026-03-02T12:00:00', { demo: true })).toBe('practice');
	expect(stateAt('2026-05-24T12:00:00', { demo: true })).toBe('today');
});
