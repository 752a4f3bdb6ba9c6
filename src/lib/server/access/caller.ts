import type { EventRef, HeldRole, Role } from '#lib/domain/access/roles.ts';

/** Who calls a service. Made once per request at the door, checked there and in the service, see permissions.ts. */
export type Caller =
	| { kind: 'public' }
	/** A signed-in account with its memberships. */
	| { kind: 'account'; userId: string; roles: readonly HeldRole[] }
	/** A program's key; `event` null: every event. */
	| { kind: 'key'; name: string; role: Role; event: EventRef | null }
	/** OWNER_API_KEY. */
	| { kind: 'owner-key' }
	/** A paired phone. `revokedMs`: its token was revoked then, so that only earlier reads are still taken (as unassigned). */
	| { kind: 'device'; deviceId: string; deviceName: string; event: EventRef; revokedMs: number | null }
	/** A runner by the own link. */
	| { kind: 'runner'; participantId: string };

/** How the caller is named in the audit; never a person's name. */
export function actorOf(caller: Caller): string {
	switch (caller.kind) {
		case 'public':
			return 'public';
		case 'account':
			return caller.userId;
		case 'key':
			return `key:${caller.name}`;
		case 'owner-key':
			return 'owner-key';
		case 'device':
			return `device:${caller.deviceName}`;
		case 'runner':
			return 'runner';
	}
}
