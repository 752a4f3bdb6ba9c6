import type { Participant, Race } from '#lib/domain/timing/course.ts';
import { correctedMs, type Passing } from '#lib/domain/timing/passing.ts';
import type { ParticipantResult, PassingStatus, RaceResults } from '#lib/domain/timing/result.ts';
import type { Ruling } from '#lib/domain/timing/ruling.ts';

/** A time that the running tap–scan matching proposes for a chute read, not yet confirmed by a ruling. */
export interface ProposedTime {
	/** Epoch milliseconds of the line crossing. */
	ms: number;
	uncertaintyMs: number | null;
}

export interface DeriveInput {
	race: Race;
	participants: readonly Participant[];
	/** Any order, repeats allowed; also passings of other races of the event. */
	passings: readonly Passing[];
	rulings: readonly Ruling[];
	/** By passing id. */
	proposedTimes?: ReadonlyMap<string, ProposedTime>;
}

/** The one results function: same facts, same results, whatever the order or number of times they arrived. */
export function deriveResults({ race, participants, passings, rulings }: DeriveInput): RaceResults {
	const starts = new Map(race.waves.map((wave) => [wave.slug, wave.gunStartMs]));
	for (const ruling of [...rulings].sort((a, b) => a.seq - b.seq)) {
		if (ruling.type === 'wave-start') starts.set(ruling.waveSlug, ruling.valueMs);
	}
	const checkpoints = new Map(race.checkpoints.map((checkpoint) => [checkpoint.slug, checkpoint]));
	const known = new Map(participants.map((participant) => [participant.id, participant]));
	const statuses = new Map<string, PassingStatus>();
	const finishes = new Map<string, Passing>();
	for (const passing of [...passings].sort((a, b) => correctedMs(a) - correctedMs(b) || a.seq - b.seq)) {
		if (statuses.has(passing.id)) continue;
		const checkpoint = checkpoints.get(passing.checkpoint);
		const participant = passing.participantId === null ? undefined : known.get(passing.participantId);
		const gun = participant ? (starts.get(participant.waveSlug) ?? null) : null;
		let status: PassingStatus = 'counted';
		if (!checkpoint) status = 'wrong-race';
		else if (passing.participantId === null) status = passing.read === null ? 'unmatched' : 'unknown-bib';
		else if (!participant) status = 'wrong-race';
		else if (!passing.assigned) status = 'unassigned';
		else if (gun === null) status = 'waiting';
		else if (correctedMs(passing) < gun) status = 'before-start';
		else if (checkpoint.kind === 'finish') {
			if (correctedMs(passing) < gun + checkpoint.minTimeMs) status = 'too-early';
			else if (finishes.has(participant.id)) status = 'duplicate';
			else finishes.set(participant.id, passing);
		}
		statuses.set(passing.id, status);
	}
	const results = participants.map((participant): ParticipantResult => {
		const finish = finishes.get(participant.id);
		const gun = starts.get(participant.waveSlug) ?? null;
		const gunTimeMs = finish && gun !== null ? correctedMs(finish) - gun : null;
		return {
			participantId: participant.id,
			status: finish ? 'finished' : 'not-seen',
			place: null,
			sexPlace: null,
			division: participant.division,
			divisionPlace: null,
			gunTimeMs,
			netTimeMs: gunTimeMs,
			penaltyMs: 0,
			startMs: null,
			finishMs: finish ? correctedMs(finish) : null,
			splits: [],
			flags: finish ? ['net-is-gun'] : [],
			uncertaintyMs: finish?.uncertaintyMs ?? null,
			startPassingId: null,
			finishPassingId: finish?.id ?? null,
			finishRead: finish ?? null
		};
	});
	results.sort((a, b) => (a.gunTimeMs ?? Infinity) - (b.gunTimeMs ?? Infinity) || 0);
	const counts = new Map<string, number>();
	const next = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1).get(key) ?? null;
	for (const result of results) {
		if (result.status !== 'finished') continue;
		const sex = known.get(result.participantId)?.sex ?? null;
		result.place = next('all');
		if (sex) result.sexPlace = next(`sex ${sex}`);
		if (result.division) result.divisionPlace = next(`division ${result.division}`);
	}
	return { results, statuses };
}
