import { expect, test } from 'vitest';
import { hasBackupBefore, isBackupMissing } from './backupBefore.ts';

const at = (instant: string) => Date.parse(instant);
const run = (last: string | null) => ({
	date: '2026-12-06',
	timeZone: 'Europe/Chisinau',
	lastMs: last === null ? null : at(last)
});

test('a backup counts for a race day from the midnight on that begins the day before, where the race is', () => {
	expect(hasBackupBefore(run('2026-12-04T23:59:59+02:00'))).toBe(false);
	expect(hasBackupBefore(run('2026-12-05T00:00:00+02:00'))).toBe(true);
	expect(hasBackupBefore(run(null))).toBe(false);
});

test('that there is none is said on the day before and on race day, not earlier and not later', () => {
	const old = run('2026-12-03T12:00:00+02:00');
	const missing = [
		'2026-12-04T23:59+02:00',
		'2026-12-05T00:00+02:00',
		'2026-12-06T23:59+02:00',
		'2026-12-07T00:00+02:00'
	];
	expect(missing.map((now) => isBackupMissing(old, at(now)))).toEqual([false, true, true, false]);
	expect(isBackupMissing(run('2026-12-05T08:00:00+02:00'), at('2026-12-06T09:00+02:00'))).toBe(false);
});
