import { expect, test } from 'vitest';
import type { Caller } from '#lib/server/access/caller.ts';
import { limitOf } from './limits.ts';

const phone = { kind: 'device', deviceName: 'finish-a', revokedMs: null } as const;
const organiser = { kind: 'key', role: 'organiser', eventId: null } as const;
const callers: Exclude<Caller, { kind: 'public' }>[] = [
	{ ...phone, deviceId: 'a', eventId: 'one' },
	{ ...phone, deviceId: 'b', eventId: 'other' },
	{ kind: 'runner', participantId: 'a' },
	{ kind: 'runner', participantId: 'b' },
	{ ...organiser, name: 'timing' },
	{ ...organiser, name: 'owner-key' },
	{ kind: 'owner-key' },
	{ kind: 'account', userId: 'timing', role: 'owner' }
];

test('no two callers share a count: neither phones of one name at two events, nor runners, nor keys', () => {
	const counts = callers.map((caller) => JSON.stringify(limitOf(caller)));
	expect(new Set(counts).size).toBe(callers.length);
});
