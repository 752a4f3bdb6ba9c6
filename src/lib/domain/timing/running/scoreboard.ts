import { type Affected, affectedBy } from './affected.ts';
import type { Participant } from '#lib/domain/timing/facts/course.ts';
import { decideOneMore } from '#lib/domain/timing/rulings/decisions.ts';
import type { DeriveInput } from './derive.ts';
import { ownerlessStatus, ownerOf } from '#lib/domain/timing/judging/eligibility.ts';
import { groupByOwner } from '#lib/domain/timing/judging/grouping.ts';
import { judgeParticipant } from '#lib/domain/timing/judging/judge.ts';
import type { Outcome } from '#lib/domain/timing/judging/judgement.ts';
import type { Passing } from '#lib/domain/timing/facts/passing.ts';
import { type ProposedTimes, type RaceContext, raceContext } from '#lib/domain/timing/judging/raceContext.ts';
import { joinDeadHeats } from '#lib/domain/timing/ranking/ranking.ts';
import type { ParticipantResult, PassingStatus, RaceResults } from '#lib/domain/timing/facts/result.ts';
import type { Ruling } from '#lib/domain/timing/facts/ruling.ts';
import { RunningOrder } from './runningOrder.ts';
import { type Standing, standingOf } from '#lib/domain/timing/ranking/standing.ts';

/**
 * The results of a running race, kept up to date change by change. It judges with the same function as
 * `deriveResults` and holds no rule of its own; after every change it equals the full derivation of the same facts.
 * One more passing judges one runner again and moves one line of the list. A change of the race's settings or of
 * its participants needs a new scoreboard.
 */
export class Scoreboard {
	readonly #input: Pick<DeriveInput, 'race' | 'participants'>;
	readonly #participants: ReadonlyMap<string, Participant>;
	readonly #rulings = new Map<string, Ruling>();
	readonly #passings = new Map<string, Passing>();
	/** Passings of each participant, and under null those of nobody in this race. */
	readonly #own = new Map<string | null, Passing[]>();
	readonly #outcomes = new Map<string, Outcome>();
	readonly #standings = new Map<string, Standing>();
	#context: RaceContext;
	#order: RunningOrder;

	constructor(input: DeriveInput) {
		this.#input = { race: input.race, participants: input.participants };
		this.#participants = new Map(input.participants.map((participant) => [participant.id, participant]));
		for (const ruling of input.rulings) this.#rulings.set(ruling.id, ruling);
		for (const passing of input.passings) {
			if (!this.#passings.has(passing.id)) this.#passings.set(passing.id, passing);
		}
		this.#context = raceContext(input);
		this.#order = this.#judgeEveryone();
	}

	/** Answers the participants that were judged again; none for a repeat. */
	applyPassing(passing: Passing): string[] {
		if (this.#passings.has(passing.id)) return [];
		this.#passings.set(passing.id, passing);
		const owner = this.#ownerOf(passing);
		this.#listOf(owner).push(passing);
		return owner === null ? [] : this.#judgeAgain([owner]);
	}

	/** Answers the participants that were judged again; none for a repeat. */
	applyRuling(ruling: Ruling): string[] {
		if (this.#rulings.has(ruling.id)) return [];
		this.#rulings.set(ruling.id, ruling);
		const affected = affectedBy(ruling, this.#rulings);
		const { moving, owners } = this.#takeMoving(affected);
		if (affected.everyone || !decideOneMore(this.#context.decisions, ruling)) {
			const { proposedTimes } = this.#context;
			this.#context = raceContext({ ...this.#input, rulings: [...this.#rulings.values()], proposedTimes });
		}
		if (affected.everyone) {
			this.#order = this.#judgeEveryone();
			return [...this.#participants.keys()];
		}
		for (const passing of moving) {
			const owner = this.#ownerOf(passing);
			this.#listOf(owner).push(passing);
			owners.add(owner);
		}
		const touched = [...affected.participantIds, ...owners];
		return this.#judgeAgain(touched.filter((id) => id !== null));
	}

	/** The running tap–scan matching proposes other times. Answers the participants that were judged again. */
	proposeTimes(proposedTimes: ProposedTimes): string[] {
		const before = this.#context.proposedTimes;
		this.#context = { ...this.#context, proposedTimes };
		const touched = new Set<string>();
		for (const id of new Set([...before.keys(), ...proposedTimes.keys()])) {
			const [old, now] = [before.get(id), proposedTimes.get(id)];
			const passing = this.#passings.get(id);
			if (!passing || (old?.ms === now?.ms && old?.uncertaintyMs === now?.uncertaintyMs)) continue;
			const owner = this.#ownerOf(passing);
			if (owner !== null) touched.add(owner);
		}
		return this.#judgeAgain(touched);
	}

	/** Number of participants. */
	get size(): number {
		return this.#order.length;
	}

	/** The result of one participant with the places of this moment; null when not in the race. */
	resultOf(participantId: string): ParticipantResult | null {
		const outcome = this.#outcomes.get(participantId);
		const standing = this.#standings.get(participantId);
		if (!outcome || !standing) return null;
		return { ...outcome.result, ...this.#order.placesOf(standing) };
	}

	/** A stretch of the list in its order, `from` counted from 0. */
	page({ from, count }: { from: number; count: number }): ParticipantResult[] {
		const standings = this.#order.slice(from, from + count);
		return standings
			.map(({ participantId }) => this.resultOf(participantId))
			.filter((result) => result !== null);
	}

	/** Everything, as `deriveResults` would answer it. */
	snapshot(): RaceResults {
		const results = this.page({ from: 0, count: this.size });
		let statuses: Map<string, PassingStatus> | null = null;
		const read = () => this.#statuses();
		return {
			results,
			get statuses() {
				return (statuses ??= read());
			}
		};
	}

	#statuses(): Map<string, PassingStatus> {
		const statuses = new Map<string, PassingStatus>();
		for (const participant of this.#participants.values()) {
			const { reads } = judgeParticipant(this.#context, {
				participant,
				passings: this.#listOf(participant.id)
			});
			for (const { passing, status } of reads) statuses.set(passing.id, status);
		}
		for (const passing of this.#listOf(null))
			statuses.set(passing.id, ownerlessStatus(this.#context, passing));
		return statuses;
	}

	#ownerOf(passing: Passing): string | null {
		const owner = ownerOf(this.#context, passing);
		return owner !== null && this.#participants.has(owner) ? owner : null;
	}

	#listOf(owner: string | null): Passing[] {
		const list = this.#own.get(owner) ?? [];
		this.#own.set(owner, list);
		return list;
	}

	/** Takes the passings that a ruling may hand to somebody else out of the lists they are in. */
	#takeMoving({ passingIds, swapped }: Affected): { moving: Passing[]; owners: Set<string | null> } {
		const { wearers } = this.#context.decisions;
		const bibsOf = new Set(swapped.size > 0 ? [...swapped, ...wearers.keys()] : []);
		const owners = new Set<string | null>(bibsOf.size > 0 ? [...bibsOf, null] : []);
		for (const id of passingIds) {
			const passing = this.#passings.get(id);
			if (passing) owners.add(this.#ownerOf(passing));
		}
		const moving: Passing[] = [];
		for (const owner of owners) {
			const staying: Passing[] = [];
			for (const passing of this.#own.get(owner) ?? []) {
				const moves = passingIds.has(passing.id) || bibsOf.has(passing.participantId ?? '');
				(moves ? moving : staying).push(passing);
			}
			this.#own.set(owner, staying);
		}
		return { moving, owners };
	}

	#judgeEveryone(): RunningOrder {
		const { participants, race } = this.#input;
		const passings = [...this.#passings.values()];
		const { owned, ends, ownerless } = groupByOwner(this.#context, { participants, passings });
		this.#own.set(null, ownerless);
		participants.forEach((participant, index) => {
			this.#own.set(participant.id, owned.slice(index === 0 ? 0 : ends[index - 1], ends[index]));
			this.#judge(participant);
		});
		const standings = [...this.#standings.values()];
		joinDeadHeats(standings, this.#context.decisions.deadHeats);
		return new RunningOrder(standings, race.ties);
	}

	#judgeAgain(participantIds: Iterable<string>): string[] {
		const { deadHeats } = this.#context.decisions;
		const touched = new Set<string>();
		for (const id of participantIds) if (this.#participants.has(id)) touched.add(id);
		// Whoever is in a dead heat with them moves with them; a revoked one leaves no mate that is not touched.
		const moved = new Set(touched);
		for (const id of touched) for (const mate of deadHeats.get(id) ?? []) moved.add(mate);
		const standings: Standing[] = [];
		for (const id of moved) {
			const standing = this.#standings.get(id);
			if (standing) this.#order.remove(standing);
		}
		for (const id of moved) {
			const participant = this.#participants.get(id);
			if (participant) standings.push(this.#judge(participant));
		}
		joinDeadHeats(standings, deadHeats);
		for (const standing of standings) this.#order.insert(standing);
		return [...touched];
	}

	#judge(participant: Participant): Standing {
		const passings = this.#own.get(participant.id) ?? [];
		const { outcome } = judgeParticipant(this.#context, { participant, passings });
		const standing = standingOf({ outcome, rankBy: this.#input.race.rankBy });
		this.#outcomes.set(participant.id, outcome);
		this.#standings.set(participant.id, standing);
		return standing;
	}
}
