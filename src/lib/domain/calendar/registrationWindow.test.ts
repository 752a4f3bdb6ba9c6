import { expect, test } from 'vitest';
import { registrationState, type RegistrationWindow } from './registrationWindow.ts';

const aWindow = (part: Partial<RegistrationWindow> = {}): RegistrationWindow => ({
	status: 'published',
	opensAtMs: null,
	closesAtMs: null,
	date: '2026-11-29',
	timeZone: 'Europe/Chisinau',
	...part
});
const at = (text: string) => Date.parse(text);

test('without limits registration is open until the race day has ended where the race is', () => {
	expect(registrationState(aWindow(), at('2026-11-29T23:59:59.999+02:00'))).toBe('open');
	expect(registrationState(aWindow(), at('2026-11-30T00:00:00.000+02:00'))).toBe('over');
});
test('the opening instant is open, the closing instant is closed', () => {
	const limited = aWindow({ opensAtMs: at('2026-11-01T08:00:00Z'), closesAtMs: at('2026-11-27T22:00:00Z') });
	expect(registrationState(limited, at('2026-11-01T07:59:59.999Z'))).toBe('not-yet-open');
	expect(registrationState(limited, at('2026-11-01T08:00:00Z'))).toBe('open');
	expect(registrationState(limited, at('2026-11-27T21:59:59.999Z'))).toBe('open');
	expect(registrationState(limited, at('2026-11-27T22:00:00Z'))).toBe('over');
});
test('a cancelled event says so; an archived one is over, a draft is not open yet, a postponed one goes on', () => {
	const now = at('2026-11-20T08:00:00Z');
	expect(registrationState(aWindow({ status: 'cancelled' }), now)).toBe('cancelled');
	expect(registrationState(aWindow({ status: 'archived' }), now)).toBe('over');
	expect(registrationState(aWindow({ status: 'draft' }), now)).toBe('not-yet-open');
	expect(registrationState(aWindow({ status: 'postponed' }), now)).toBe('open');
});
