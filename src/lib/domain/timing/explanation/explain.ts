import type { DeriveInput } from '#lib/domain/timing/running/derive.ts';
import { ownerOf } from '#lib/domain/timing/judging/eligibility.ts';
import { keyPart, type TimingMessage } from './message.ts';
import { reasonOf } from './reason.ts';
import { rulingMessage } from './ruled.ts';
import { judgeParticipant } from '#lib/domain/timing/judging/judge.ts';
import type { PassingKind } from '#lib/domain/timing/facts/passing.ts';
import { type RaceContext, raceContext, waveOf } from '#lib/domain/timing/judging/raceContext.ts';
import type { Read } from '#lib/domain/timing/judging/read.ts';
import type { ParticipantResult, PassingStatus } from '#lib/domain/timing/facts/result.ts';
import type { Ruling } from '#lib/domain/timing/facts/ruling.ts';
import { touchedBy } from '#lib/domain/timing/rulings/lookup.ts';

export interface ExplainedPassing {
	passingId: string;
	checkpoint: string;
	device: string;
	kind: PassingKind;
	read: string | null;
	/** When the line was crossed, epoch milliseconds; null where no line time is known. */
	ms: number | null;
	/** Since the gun of the wave; null before it is set. */
	gunTimeMs: number | null;
	uncertaintyMs: number | null;
	status: PassingStatus;
	reason: TimingMessage;
}

export interface ExplainedRuling {
	rulingId: string;
	type: Ruling['type'];
	atMs: number;
	by: string;
	why: string;
	/** False: revoked by another ruling. */
	inForce: boolean;
	message: TimingMessage;
}

/** How one result came about: every passing with its status and reason, and every ruling about it. */
export interface Explanation {
	participantId: string;
	wave: string;
	gunStartMs: number | null;
	/** As derived for this participant alone: without places. */
	result: ParticipantResult;
	/** What the flags of the result say. */
	notes: TimingMessage[];
	/** In order of time; reads without a time last. */
	passings: ExplainedPassing[];
	/** In the order decided, also those that were revoked. */
	rulings: ExplainedRuling[];
}

/** Null when the participant is not in the race. Judges this one participant by the same function as the results. */
export function explain(input: DeriveInput, participantId: string): Explanation | null {
	const participant = input.participants.find(({ id }) => id === participantId);
	if (!participant) return null;
	const context = raceContext(input);
	const passings = input.passings.filter((passing) => ownerOf(context, passing) === participantId);
	const { outcome, reads } = judgeParticipant(context, { participant, passings });
	const wave = waveOf(context, participant);
	const gunMs = context.gunStarts.get(wave) ?? null;
	const { result } = outcome;
	const byTime = [...reads].sort((a, b) => timeOrder(a, b));
	return {
		participantId,
		wave,
		gunStartMs: gunMs,
		result,
		notes: result.flags.map((flag) => ({ key: `timing_flag_${keyPart(flag)}` as const, params: {} })),
		passings: byTime.map((read) => explainRead(context, { read, wave, gunMs, result })),
		rulings: explainRulings(context, {
			rulings: input.rulings,
			concerns: {
				participantId,
				wave: [participant.waveSlug, wave],
				passingIds: reads.map(({ passing }) => passing.id)
			},
			gunMs
		})
	};
}

const timeOrder = (a: Read, b: Read): number =>
	Number(Number.isNaN(a.ms)) - Number(Number.isNaN(b.ms)) ||
	a.ms - b.ms ||
	a.passing.seq - b.passing.seq ||
	0;

interface Explained {
	read: Read;
	wave: string;
	gunMs: number | null;
	result: ParticipantResult;
}

function explainRead(context: RaceContext, { read, wave, gunMs, result }: Explained): ExplainedPassing {
	const { passing, status, uncertaintyMs } = read;
	const ms = Number.isNaN(read.ms) ? null : read.ms;
	return {
		passingId: passing.id,
		checkpoint: passing.checkpoint,
		device: passing.device,
		kind: passing.kind,
		read: passing.read,
		ms,
		gunTimeMs: ms === null || gunMs === null ? null : ms - gunMs,
		uncertaintyMs,
		status,
		reason: reasonOf(read, {
			line: context.lines[read.line] ?? null,
			wave,
			gunMs,
			decision: context.decisions.participants.get(result.participantId),
			role: roleOf(passing.id, result)
		})
	};
}

function roleOf(passingId: string, result: ParticipantResult): 'start' | 'split' | 'finish' | null {
	if (passingId === result.finishPassingId) return 'finish';
	if (passingId === result.startPassingId) return 'start';
	return result.splits.some((split) => split.passingId === passingId) ? 'split' : null;
}

interface Concerns {
	participantId: string;
	wave: readonly string[];
	passingIds: readonly string[];
}

function explainRulings(
	{ decisions }: RaceContext,
	{ rulings, concerns, gunMs }: { rulings: readonly Ruling[]; concerns: Concerns; gunMs: number | null }
): ExplainedRuling[] {
	const inForce = new Set(decisions.inForce.map(({ id }) => id));
	const known = new Map(rulings.map((ruling) => [ruling.id, ruling]));
	return [...known.values()]
		.sort((a, b) => a.seq - b.seq)
		.filter((ruling) => isAbout(ruling, { concerns, known }))
		.map((ruling) => ({
			rulingId: ruling.id,
			type: ruling.type,
			atMs: ruling.atMs,
			by: ruling.by,
			why: ruling.why,
			inForce: inForce.has(ruling.id),
			message: rulingMessage(ruling, gunMs)
		}));
}

function isAbout(
	ruling: Ruling,
	{ concerns, known }: { concerns: Concerns; known: ReadonlyMap<string, Ruling> }
): boolean {
	if (ruling.type === 'revoke') {
		const target = known.get(ruling.rulingId);
		return target !== undefined && target.seq < ruling.seq && isAbout(target, { concerns, known });
	}
	const { participants = [], passings = [], wave } = touchedBy(ruling);
	return (
		participants.includes(concerns.participantId) ||
		passings.some((id) => concerns.passingIds.includes(id)) ||
		(wave !== undefined && concerns.wave.includes(wave))
	);
}
