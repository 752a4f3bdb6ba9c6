/**
 * A ruling is an organiser's decision: a new fact, never a change of an old one. It is revoked by another
 * ruling of type `revoke`, never deleted. Who and why stay with it for the audit.
 */
export const RULING_TYPES = [
	'void',
	'reinstate',
	'accept',
	'wave-start',
	'start-time',
	'move-wave',
	'finish-time',
	'penalty',
	'dns',
	'dnf',
	'dq',
	'dead-heat',
	'bib-swap',
	'claim',
	'assign-time',
	'revoke'
] as const;
export type RulingType = (typeof RULING_TYPES)[number];

interface RulingBase {
	id: string;
	/** Order of the decisions, unique within the event; later rulings win over earlier ones of the same kind. */
	seq: number;
	/** When it was decided, epoch milliseconds. */
	atMs: number;
	by: string;
	why: string;
}

export type Ruling = RulingBase &
	(
		| { type: 'void' | 'reinstate' | 'accept'; passingId: string }
		/** The gun of a wave, epoch milliseconds; null takes the start back. */
		| { type: 'wave-start'; waveSlug: string; valueMs: number | null }
		/** A runner's own start (individual starts, late start let stand), epoch milliseconds. */
		| { type: 'start-time'; participantId: string; valueMs: number }
		| { type: 'move-wave'; participantId: string; waveSlug: string }
		/** A manual finish, epoch milliseconds of the line crossing. */
		| { type: 'finish-time'; participantId: string; valueMs: number }
		/** Added to gun and net; negative: a bonus. */
		| { type: 'penalty'; participantId: string; valueMs: number }
		| { type: 'dns' | 'dnf' | 'dq'; participantId: string }
		/** These runners share a place. */
		| { type: 'dead-heat'; participantIds: string[] }
		/** The two runners wore each other's bib: their passings change hands. */
		| { type: 'bib-swap'; participantId: string; otherParticipantId: string }
		/** A passing with no or an unknown bib belongs to this runner. */
		| { type: 'claim'; passingId: string; participantId: string }
		/** The time of a chute read or an unmatched tap, confirmed from the tap–scan proposal. */
		| { type: 'assign-time'; passingId: string; tapId: string | null; valueMs: number }
		| { type: 'revoke'; rulingId: string }
	);
