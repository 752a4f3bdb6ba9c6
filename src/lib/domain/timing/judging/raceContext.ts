import type { Race } from '#lib/domain/timing/facts/course.ts';
import { decide, type Decisions } from '#lib/domain/timing/rulings/decisions.ts';
import { type Line, linesOf } from './lines.ts';
import type { Ruling } from '#lib/domain/timing/facts/ruling.ts';

/** A time that the running tap–scan matching proposes for a chute read, not yet confirmed by a ruling. */
export interface ProposedTime {
	/** Epoch milliseconds of the line crossing. */
	ms: number;
	uncertaintyMs: number | null;
}

/** By passing id. */
export type ProposedTimes = ReadonlyMap<string, ProposedTime>;

/** Everything that judging one participant needs to know about the race. */
export interface RaceContext {
	race: Race;
	lines: readonly Line[];
	/** Index of a line by the slug of its checkpoint. */
	lineIndex: ReadonlyMap<string, number>;
	decisions: Decisions;
	/** The gun of each wave in force, epoch milliseconds; null: not started. */
	gunStarts: ReadonlyMap<string, number | null>;
	proposedTimes: ProposedTimes;
}

export interface RaceRules {
	race: Race;
	rulings: readonly Ruling[];
	proposedTimes?: ProposedTimes;
}

export function raceContext({ race, rulings, proposedTimes }: RaceRules): RaceContext {
	const decisions = decide(rulings);
	const gunStarts = new Map(race.waves.map((wave) => [wave.slug, wave.gunStartMs]));
	for (const [wave, gunStartMs] of decisions.gunStarts) gunStarts.set(wave, gunStartMs);
	return {
		race,
		lines: linesOf(race),
		lineIndex: new Map(race.checkpoints.map((checkpoint, index) => [checkpoint.slug, index])),
		decisions,
		gunStarts,
		proposedTimes: proposedTimes ?? new Map<string, ProposedTime>()
	};
}

/** The wave of a participant in force, after moves. */
export const waveOf = (context: RaceContext, participant: { id: string; waveSlug: string }): string =>
	context.decisions.participants.get(participant.id)?.waveSlug ?? participant.waveSlug;

/** The gun of each participant's wave in force, by participant id; null: not started. */
export const gunStartsOfRunners = (
	context: RaceContext,
	participants: readonly { id: string; waveSlug: string }[]
): Map<string, number | null> =>
	new Map(
		participants.map((participant) => [
			participant.id,
			context.gunStarts.get(waveOf(context, participant)) ?? null
		])
	);
