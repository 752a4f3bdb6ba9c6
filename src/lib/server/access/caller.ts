/** Who calls a service. Made once per request at the door, checked in the service. */
export type Caller =
	| { kind: 'public' }
	/** A signed-in account. */
	| { kind: 'account'; userId: string; role: Role }
	/** A program's key; `eventId` null: every event. */
	| { kind: 'key'; name: string; role: Role; eventId: string | null }
	/** OWNER_API_KEY. */
	| { kind: 'owner-key' }
	/** A paired phone. `revokedMs`: its token was revoked then, so that only earlier reads are still taken (as unassigned). */
	| { kind: 'device'; deviceId: string; deviceName: string; eventId: string; revokedMs: number | null }
	/** A runner by the own link. */
	| { kind: 'runner'; participantId: string };

export type Role = 'owner' | 'organiser';

/** May this caller run the event (see names, rule, publish)? */
export function isOrganiserOf(caller: Caller, eventId: string): boolean {
	if (caller.kind === 'owner-key' || caller.kind === 'account') return true;
	return caller.kind === 'key' && (caller.eventId === null || caller.eventId === eventId);
}

/** May this caller make events, accounts and keys? */
export function isOwner(caller: Caller): boolean {
	if (caller.kind === 'owner-key') return true;
	if (caller.kind === 'account') return caller.role === 'owner';
	return caller.kind === 'key' && caller.role === 'owner' && caller.eventId === null;
}

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
