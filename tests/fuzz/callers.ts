/** Ten kinds of caller, and the thousand addresses that they call from. */
import type { Dice } from './dice.ts';
import type { World } from './world.ts';

export const ADDRESSES = 1_000;

export type CallerKind =
	| 'nobody'
	| 'garbage'
	| 'owner'
	| 'key'
	| 'keyOfOther'
	| 'device'
	| 'deviceOfOther'
	| 'deviceRevoked'
	| 'runner'
	| 'organiser';

/** Sessions from here on may be ended by a request, those before stay. */
export const LASTING = 8;

/** Header that says who calls. */
export function callerHeaders(
	{ tokens, cookies }: World,
	kind: CallerKind,
	dice: Dice,
	{ ends = false } = {}
): Record<string, string> {
	if (kind === 'nobody') return {};
	if (kind === 'runner' || kind === 'organiser') {
		const sessions = cookies[kind];
		return { Cookie: dice.pick(ends ? sessions.slice(LASTING) : sessions.slice(0, LASTING)) };
	}
	if (kind === 'garbage')
		return {
			Authorization: dice.pick([
				`Bearer ${dice.uuid()}`,
				'Bearer',
				'Bearer  a b',
				'Basic b3duZXI6b3duZXI=',
				`Bearer ${'x'.repeat(4_000)}`,
				'\u00ff'
			])
		};
	return { Authorization: `Bearer ${dice.pick(tokens[kind])}` };
}

/** Nine in ten by IPv4, each of the others in a network of its own. */
export function addressOf(n: number): string {
	return n % 10 === 9
		? `2001:db8:${(n + 1).toString(16)}:7::${(n % 4) + 1}`
		: `10.${n % 7}.${Math.floor(n / 250)}.${(n % 250) + 1}`;
}
