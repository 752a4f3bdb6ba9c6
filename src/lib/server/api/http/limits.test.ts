import { expect, test } from 'vitest';
import type { Caller } from '#lib/server/access/caller.ts';
import { limitOf } from './limits.ts';

const phone = { kind: 'device', deviceName: 'finish-a', revokedMs: null } as const;
const organiser = { kind: 'key', role: 'organiser', event: null } as const;
const callers: Exclude<Caller, { kind: 'public' }>[] = [
	{ ...phone, deviceId: 'a', event: { id: 'one', slug: 'one' } },
	{ ...phone, deviceId: 'b', event: { id: 'other', slug: 'other' } },
	{ kind: 'runner', participantId: 'a' },
	{ kind: 'runner', participantId: 'b' },
	{ ...organiser, name: 'timing' },
	{ ...organiser, name: 'owner-key' },
	{ kind: 'owner-key' },
	{ kind: 'account', userId: 'timing', roles: [] }
];

test('no two callers share a count: neither phones of one name at two events, nor runners, nor keys', () => {
	const counts = callers.map((caller) => JSON.stringify(limitOf(caller)));
	expect(new Set(counts).size).toBe(callers.length);
});
