/** The one decision about who may do what. Asked at the door, before a body is read, and again in the service. */
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { Caller } from './caller.ts';
import {
	PERMISSIONS,
	ROLES,
	type EventRef,
	type Holder,
	type Role,
	type Verb
} from '#lib/domain/access/roles.ts';

/** An event by what is known of it; null: the installation, or any event at all. */
export type At = Partial<EventRef> | null;

export function may(caller: Caller, verb: Verb, at: At): boolean {
	const allowed: readonly Holder[] = PERMISSIONS[verb];
	return holdersOf(caller, at).some((holder) => allowed.includes(holder));
}

/** What the caller is at that event; whose entry a runner keeps, the service looks at. */
function holdersOf(caller: Caller, at: At): Holder[] {
	switch (caller.kind) {
		case 'public':
			return ['public'];
		case 'owner-key':
			return ['public', 'owner'];
		case 'key':
			return isAt(caller.event, at) ? ['public', caller.role] : ['public'];
		case 'account':
			return ['public', ...caller.roles.filter(({ event }) => isAt(event, at)).map(({ role }) => role)];
		case 'device':
			return isAt(caller.event, at) ? ['public', 'phone'] : ['public'];
		case 'runner':
			return ['public', 'runner'];
	}
}

/** A draft is there for its team alone: whoever has a role at it, and its phones. */
export const isShownTo = (caller: Caller, { id, status }: { id: string; status: string }): boolean =>
	status !== 'draft' ||
	holdersOf(caller, { id }).some((holder) => holder !== 'public' && holder !== 'runner');

function isAt(held: EventRef | null, at: At): boolean {
	if (held === null || at === null) return true;
	return at.id === undefined ? held.slug === at.slug : held.id === at.id;
}

/** Null: the caller may. */
export function refusalOf(caller: Caller, verb: Verb, at: At): { ok: false; error: Refusal } | null {
	if (may(caller, verb, at)) return null;
	if (caller.kind === 'public')
		return refuse('not-signed-in', 'send a key or token as "Authorization: Bearer …"');
	if (caller.kind === 'device')
		return may(caller, verb, null)
			? refuse('wrong-event', 'this phone is paired with another event')
			: refuse(
					'forbidden',
					'a paired phone may send passings and heartbeats and read the roster, nothing else'
				);
	return refuse('forbidden', `this takes ${rolesInWords(verb)}; an organiser or an owner can give that role`);
}

/** Each of them may; all of them, where anybody may. */
export function rolesThatMay(verb: Verb): readonly Role[] {
	const allowed: readonly Holder[] = PERMISSIONS[verb];
	return allowed.includes('public') ? ROLES : ROLES.filter((role) => allowed.includes(role));
}

/** For the API's readers: "an owner, organiser or paired phone of the event". */
export function rolesInWords(verb: Verb): string {
	const holders: readonly Holder[] = PERMISSIONS[verb];
	if (holders.includes('public')) return 'anyone';
	const names = holders.map((holder) => NAMES[holder] ?? holder);
	const last = names.pop() ?? '';
	const all = names.length > 0 ? `${names.join(', ')} or ${last}` : last;
	return /^[aeiou]/.test(all) ? `an ${all}` : `a ${all}`;
}

const NAMES: Partial<Record<Holder, string>> = {
	timing: 'timer',
	'check-in': 'check-in helper',
	safeguarding: 'safeguarding officer',
	press: 'press officer',
	phone: 'paired phone'
};
