import type { Ruling } from '#lib/domain/timing/facts/ruling.ts';

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

/** The rulings in force, sorted by what they are about. */
export interface Decisions {
	/** In the order decided. */
	inForce: Ruling[];
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

/**
 * Rulings in force, in the order decided: repeats dropped, revoked ones left out. A revoke may itself be revoked,
 * and then what it had revoked is in force again.
 */
export function rulingsInForce(rulings: readonly Ruling[]): Ruling[] {
	const latestFirst = [...new Map(rulings.map((ruling) => [ruling.id, ruling])).values()].sort(
		(a, b) => b.seq - a.seq || (a.id < b.id ? 1 : -1)
	);
	const revoked = new Set<string>();
	const inForce: Ruling[] = [];
	for (const ruling of latestFirst) {
		if (revoked.has(ruling.id)) continue;
		if (ruling.type === 'revoke') revoked.add(ruling.rulingId);
		inForce.push(ruling);
	}
	return inForce.reverse();
}

/**
 * Sorts the rulings in force by what they decide. Of several of one kind about one thing the last wins; penalties
 * and bonuses add up; bib swaps follow one another.
 */
export function decide(rulings: readonly Ruling[]): Decisions {
	const decisions: Decisions = {
		inForce: rulingsInForce(rulings),
		gunStarts: new Map(),
		passings: new Map(),
		participants: new Map(),
		wearers: new Map(),
		deadHeats: new Map(),
		tapUses: new Map()
	};
	for (const ruling of decisions.inForce) apply(decisions, ruling);
	return decisions;
}

/**
 * Adds one more ruling to decisions in force. Answers false, and changes nothing, where that needs a fresh `decide`:
 * a revoke, a ruling already there, one older than the last.
 */
export function decideOneMore(decisions: Decisions, ruling: Ruling): boolean {
	const last = decisions.inForce.at(-1);
	if (ruling.type === 'revoke' || (last && ruling.seq <= last.seq)) return false;
	decisions.inForce.push(ruling);
	apply(decisions, ruling);
	return true;
}

/** Whether the time of a tap stands for a chute read that counts as a passing. */
export function isTapUsed({ tapUses, passings }: Decisions, tapId: string): boolean {
	for (const passingId of tapUses.get(tapId) ?? []) {
		const use = passings.get(passingId);
		if (use?.assigned?.tapId === tapId && !use.voided) return true;
	}
	return false;
}

function apply(decisions: Decisions, ruling: Ruling): void {
	switch (ruling.type) {
		case 'void':
			aboutPassing(decisions, ruling.passingId).voided = true;
			break;
		case 'reinstate':
			aboutPassing(decisions, ruling.passingId).voided = false;
			break;
		case 'accept':
			aboutPassing(decisions, ruling.passingId).accepted = true;
			break;
		case 'claim':
			aboutPassing(decisions, ruling.passingId).claimedBy = ruling.participantId;
			break;
		case 'assign-time':
			assignTime(decisions, ruling);
			break;
		case 'wave-start':
			decisions.gunStarts.set(ruling.waveSlug, ruling.valueMs);
			break;
		case 'start-time':
			aboutParticipant(decisions, ruling.participantId).startMs = ruling.valueMs;
			break;
		case 'move-wave':
			aboutParticipant(decisions, ruling.participantId).waveSlug = ruling.waveSlug;
			break;
		case 'finish-time':
			aboutParticipant(decisions, ruling.participantId).finishMs = ruling.valueMs;
			break;
		case 'penalty':
			aboutParticipant(decisions, ruling.participantId).penaltyMs += ruling.valueMs;
			break;
		case 'dns':
		case 'dnf':
		case 'dq':
			aboutParticipant(decisions, ruling.participantId).out = { type: ruling.type, atMs: ruling.atMs };
			break;
		case 'dead-heat':
			joinDeadHeat(decisions.deadHeats, ruling.participantIds);
			break;
		case 'bib-swap':
			swapBibs(decisions.wearers, ruling.participantId, ruling.otherParticipantId);
			break;
		case 'revoke':
			break;
	}
}

function aboutPassing({ passings }: Decisions, passingId: string): PassingDecision {
	const decision = passings.get(passingId) ?? {
		voided: false,
		accepted: false,
		claimedBy: null,
		assigned: null
	};
	passings.set(passingId, decision);
	return decision;
}

function aboutParticipant({ participants }: Decisions, participantId: string): ParticipantDecision {
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

function assignTime(decisions: Decisions, ruling: Extract<Ruling, { type: 'assign-time' }>): void {
	const { passingId, tapId, valueMs } = ruling;
	aboutPassing(decisions, passingId).assigned = { ms: valueMs, tapId };
	if (tapId === null) return;
	const uses = decisions.tapUses.get(tapId) ?? new Set<string>();
	decisions.tapUses.set(tapId, uses.add(passingId));
}

function joinDeadHeat(deadHeats: Decisions['deadHeats'], participantIds: readonly string[]): void {
	const everyone = new Set(participantIds.flatMap((id) => [id, ...(deadHeats.get(id) ?? [])]));
	for (const id of everyone) deadHeats.set(id, everyone);
}

function swapBibs(wearers: Decisions['wearers'], one: string, other: string): void {
	for (const bibOf of [one, other]) if (!wearers.has(bibOf)) wearers.set(bibOf, bibOf);
	for (const [bibOf, wearer] of wearers) {
		if (wearer === one) wearers.set(bibOf, other);
		else if (wearer === other) wearers.set(bibOf, one);
	}
}
