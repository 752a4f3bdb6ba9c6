import type { Participant } from '#lib/domain/timing/facts/course.ts';
import type { CourseReads } from './courseReads.ts';
import type { ParticipantDecision } from '#lib/domain/timing/rulings/decided.ts';
import { divisionOf } from '#lib/domain/timing/ranking/division.ts';
import type { RaceContext } from './raceContext.ts';
import type { Read } from './read.ts';
import type { ParticipantResult, ResultFlag, ResultStatus } from '#lib/domain/timing/facts/result.ts';

/** What one participant's facts amount to. Places in the result are still null: they depend on the others. */
export interface Outcome {
	participant: Participant;
	result: ParticipantResult;
	/** How far along the course (see lines.ts), and when the runner was there; -1 and null when not seen. */
	position: number;
	progressMs: number | null;
}

export interface Judgement {
	outcome: Outcome;
	/** Every passing of the participant once, with its one status. */
	reads: readonly Read[];
}

export interface JudgedFacts {
	participant: Participant;
	/** Null before the gun. */
	course: CourseReads | null;
	gunMs: number | null;
	decision: ParticipantDecision | undefined;
	flags: readonly ResultFlag[];
}

export function outcomeOf(context: RaceContext, facts: JudgedFacts): Outcome {
	const { participant, course, gunMs, decision } = facts;
	const finish = course?.finish ?? null;
	const ruledFinishMs = gunMs === null ? null : (decision?.finishMs ?? null);
	const finishMs = decision?.out ? null : (ruledFinishMs ?? finish?.ms ?? null);
	const start = ownStart(facts);
	const lastSplit = course?.splits.at(-1);
	const seen = lastSplit !== undefined || start.seen;
	const status = resultStatus({ out: decision?.out?.type, finished: finishMs !== null, seen });
	const penaltyMs = decision?.penaltyMs ?? 0;
	const finished = status === 'finished' && finishMs !== null && gunMs !== null;
	const counts = finished && ruledFinishMs === null ? finish : null;
	const gunTimeMs = finished ? finishMs - gunMs + penaltyMs : null;
	const netTimeMs = finished ? finishMs - (start.ms ?? gunMs) + penaltyMs : null;
	const flags = flagsOf(context, { facts, counts, finished, netIsGun: finished && start.ms === null });
	if (finished && !(positive(gunTimeMs) && positive(netTimeMs))) flags.push('impossible-time');
	const result: ParticipantResult = {
		participantId: participant.id,
		status,
		place: null,
		sexPlace: null,
		division: divisionOf(participant, context.race),
		divisionPlace: null,
		gunTimeMs,
		netTimeMs,
		penaltyMs,
		startMs: start.ms,
		finishMs: finished ? finishMs : null,
		splits: status === 'dq' || status === 'dns' ? [] : splitsOf(context, { course, gunMs }),
		flags,
		uncertaintyMs: counts?.uncertaintyMs ?? null,
		startPassingId: decision?.startMs == null ? (course?.start.read?.passing.id ?? null) : null,
		finishPassingId: counts?.passing.id ?? null,
		finishRead: counts
			? { resolutionMs: counts.passing.resolutionMs, device: counts.passing.device, seq: counts.passing.seq }
			: null
	};
	return {
		participant,
		result,
		position: lastSplit?.position ?? (seen ? 0 : -1),
		progressMs: lastSplit?.read.ms ?? (seen ? (start.ms ?? gunMs) : null)
	};
}

const positive = (ms: number | null): boolean => ms !== null && ms > 0;

interface OwnStart {
	/** Own start for the net time; null: none, net = gun. */
	ms: number | null;
	seen: boolean;
}

/** Ruled, else the read in the window; a read shortly before the gun makes the gun the own start; a late one nothing. */
function ownStart({ course, gunMs, decision }: JudgedFacts): OwnStart {
	if (gunMs === null) return { ms: null, seen: false };
	if (decision?.startMs != null) return { ms: decision.startMs, seen: true };
	const stands = (read: Read | null | undefined) => read != null && read.status !== 'after-ruling';
	if (course?.start.read) return { ms: course.start.read.ms, seen: stands(course.start.read) };
	if (course?.start.early) return { ms: gunMs, seen: stands(course.start.early) };
	return { ms: null, seen: stands(course?.start.late) };
}

interface Course {
	out: 'dns' | 'dnf' | 'dq' | undefined;
	finished: boolean;
	seen: boolean;
}

function resultStatus({ out, finished, seen }: Course): ResultStatus {
	if (out) return out;
	if (finished) return 'finished';
	return seen ? 'on-course' : 'not-seen';
}

function splitsOf(
	{ lines }: RaceContext,
	{ course, gunMs }: { course: CourseReads | null; gunMs: number | null }
): ParticipantResult['splits'] {
	if (!course || gunMs === null) return [];
	return course.splits.map(({ read, occurrence }) => ({
		checkpoint: lines[read.line]?.checkpoint.slug ?? read.passing.checkpoint,
		occurrence,
		gunTimeMs: read.ms - gunMs,
		passingId: read.passing.id
	}));
}

interface Marks {
	facts: JudgedFacts;
	counts: Read | null;
	finished: boolean;
	netIsGun: boolean;
}

function flagsOf({ decisions }: RaceContext, { facts, counts, finished, netIsGun }: Marks): ResultFlag[] {
	const { course, decision } = facts;
	const flags = [...facts.flags];
	const mark = (flag: ResultFlag) => {
		if (!flags.includes(flag)) flags.push(flag);
	};
	if (netIsGun) mark('net-is-gun');
	for (const flag of course?.flags ?? []) mark(flag);
	if (decision?.startMs == null) {
		if (course?.start.late) mark('late-start');
		if (course?.start.early) mark('early-start');
	}
	if (finished && !counts) mark('manual-time');
	const assigned = counts && decisions.passings.get(counts.passing.id)?.assigned;
	if (counts?.passing.kind === 'chute' && (!assigned || assigned.tapId === null)) mark('estimated-time');
	return flags;
}
