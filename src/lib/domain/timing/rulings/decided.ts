/** What rulings in force amount to; each type adds to it by its `apply`. */

/** What the organiser decided about one passing. */
export interface PassingDecision {
	voided: boolean;
	accepted: boolean;
	claimedBy: string | null;
	/** The line time given to a chute read; `tapId` null: an estimate, no tap stands behind it. */
	assigned: { ms: number; tapId: string | null } | null;
}

/** What the organiser decided about one participant. Instants in epoch milliseconds. */
export interface ParticipantDecision {
	waveSlug: string | null;
	startMs: number | null;
	finishMs: number | null;
	penaltyMs: number;
	/** The DNS, DNF or DQ in force and when it was decided. */
	out: { type: 'dns' | 'dnf' | 'dq'; atMs: number } | null;
}

/** By what it is about. */
export interface Decided {
	/** Only waves with a ruling; null: the start was taken back. */
	gunStarts: Map<string, number | null>;
	passings: Map<string, PassingDecision>;
	participants: Map<string, ParticipantDecision>;
	/** Who wore the bib of a participant, where bibs were swapped. */
	wearers: Map<string, string>;
	/** Each runner of a dead heat with everyone in it. */
	deadHeats: Map<string, ReadonlySet<string>>;
	/** Chute reads that at some time took their time from a tap; see `isTapUsed`. */
	tapUses: Map<string, Set<string>>;
}

export const nothingDecided = (): Decided => ({
	gunStarts: new Map(),
	passings: new Map(),
	participants: new Map(),
	wearers: new Map(),
	deadHeats: new Map(),
	tapUses: new Map()
});

/** What is decided about that passing, to be changed; made where nothing is yet. */
export function aboutPassing({ passings }: Decided, passingId: string): PassingDecision {
	const decision = passings.get(passingId) ?? {
		voided: false,
		accepted: false,
		claimedBy: null,
		assigned: null
	};
	passings.set(passingId, decision);
	return decision;
}

/** What is decided about that participant, to be changed; made where nothing is yet. */
export function aboutParticipant({ participants }: Decided, participantId: string): ParticipantDecision {
	const decision = participants.get(participantId) ?? {
		waveSlug: null,
		startMs: null,
		finishMs: null,
		penaltyMs: 0,
		out: null
	};
	participants.set(participantId, decision);
	return decision;
}

/** Whether the time of a tap stands for a chute read that counts as a passing. */
export function isTapUsed({ tapUses, passings }: Decided, tapId: string): boolean {
	for (const passingId of tapUses.get(tapId) ?? []) {
		const use = passings.get(passingId);
		if (use?.assigned?.tapId === tapId && !use.voided) return true;
	}
	return false;
}
