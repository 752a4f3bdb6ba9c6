import { expect, test } from 'vitest';
import { PERMISSIONS, ROLES, type Verb } from '#lib/domain/access/roles.ts';
import type { Caller } from './caller.ts';
import { may, refusalOf, rolesThatMay } from './permissions.ts';

const VERBS = Object.keys(PERMISSIONS) as Verb[];
const HERE = { id: 'here-id', slug: 'here' };
const THERE = { id: 'there-id', slug: 'there' };

const key = (role: (typeof ROLES)[number], event: typeof HERE | null): Caller => ({
	kind: 'key',
	name: role,
	role,
	event
});

test('a role at one event gives nothing at another, by whichever name the event is asked for', () => {
	for (const role of ROLES)
		for (const verb of VERBS.filter((verb) => verb !== 'see-public')) {
			const caller = key(role, HERE);
			expect(may(caller, verb, { slug: 'here' })).toBe(may(caller, verb, { id: 'here-id' }));
			expect(may(caller, verb, { slug: 'there' })).toBe(false);
			expect(may(caller, verb, THERE)).toBe(false);
		}
});

test('an account may what any of its roles may, each at its own event', () => {
	const caller: Caller = {
		kind: 'account',
		userId: 'u',
		roles: [
			{ role: 'press', event: HERE },
			{ role: 'timing', event: THERE }
		]
	};
	expect(may(caller, 'edit-campaign', HERE)).toBe(true);
	expect(may(caller, 'edit-campaign', THERE)).toBe(false);
	expect(may(caller, 'time', THERE)).toBe(true);
	expect(may(caller, 'time', HERE)).toBe(false);
	expect(may(caller, 'manage-installation', null)).toBe(false);
});

test('an account without a role may what anybody may, and the owner’s key what an owner may', () => {
	for (const verb of VERBS) {
		expect(may({ kind: 'account', userId: 'u', roles: [] }, verb, HERE)).toBe(verb === 'see-public');
		expect(may({ kind: 'owner-key' }, verb, HERE)).toBe(may(key('owner', null), verb, HERE));
	}
});

test('a phone of another event hears that it is paired with another event, and of this one what a phone may', () => {
	const phone: Caller = {
		kind: 'device',
		deviceId: 'd',
		deviceName: 'finish-a',
		event: HERE,
		revokedMs: null
	};
	expect(refusalOf(phone, 'send-reads', HERE)).toBeNull();
	expect(refusalOf(phone, 'send-reads', THERE)?.error.reason).toBe('wrong-event');
	expect(refusalOf(phone, 'time', HERE)?.error.reason).toBe('forbidden');
	expect(refusalOf(phone, 'time', THERE)?.error.reason).toBe('forbidden');
});

test('the roles that may are those whose key may', () => {
	for (const verb of VERBS)
		expect(rolesThatMay(verb)).toEqual(ROLES.filter((role) => may(key(role, null), verb, HERE)));
});
