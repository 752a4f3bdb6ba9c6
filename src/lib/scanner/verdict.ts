/**
 * What a read will amount to, said at once and with no network, by the same judging code as the server's. The phone
 * knows the roster and its own reads; what other phones read, and rulings that came later, may change it.
 */
import type { Race } from '#lib/domain/timing/facts/course.ts';
import { judgeParticipant } from '#lib/domain/timing/judging/judge.ts';
import type { Passing } from '#lib/domain/timing/facts/passing.ts';
import { raceContext, type RaceContext } from '#lib/domain/timing/judging/raceContext.ts';
import type { PassingStatus } from '#lib/domain/timing/facts/result.ts';
import type { Roster, RosterRace } from '#lib/schemas/pairing.ts';
import type { TimedRead } from './read.ts';

export type Verdict =
	| { kind: 'judged'; bib: string; status: PassingStatus; earlierMs: number | null }
	/** The bib runs in a race that has no such checkpoint. */
	| { kind: 'other-race'; bib: string; race: string }
	/** A printed bib that nobody has. */
	| { kind: 'spare'; bib: string }
	| { kind: 'unknown' };

type RosterBib = Roster['bibs'][number];

export class PhoneJudge {
	readonly #bibs: Map<string, RosterBib>;
	readonly #races: Map<string, RaceContext>;
	/** Earlier reads of this phone, by bib. */
	readonly #earlier = new Map<string, TimedRead[]>();

	constructor(roster: Roster) {
		this.#bibs = new Map(roster.bibs.map((bib) => [bib.bib, bib]));
		this.#races = new Map(
			roster.races.map((race) => [
				race.slug,
				raceContext({ race: raceOf(race, roster.event.date), rulings: [] })
			])
		);
	}

	/** Takes a read of this phone into account for later ones of the same bib. */
	remember(bib: string, read: TimedRead): void {
		if (read.state === 'undone') return;
		const before = this.#earlier.get(bib);
		if (before) before.push(read);
		else this.#earlier.set(bib, [read]);
	}

	forget(id: string): void {
		for (const [bib, reads] of this.#earlier)
			this.#earlier.set(
				bib,
				reads.filter((read) => read.id !== id)
			);
	}

	/** `bib` null: what was read stands for no bib of the roster. */
	judge(bib: string | null, read: TimedRead, offsetMs: number): Verdict {
		const entry = bib === null ? undefined : this.#bibs.get(bib);
		if (!entry) return { kind: 'unknown' };
		if (entry.race === null || entry.wave === null) return { kind: 'spare', bib: entry.bib };
		const context = this.#races.get(entry.race);
		if (!context?.lineIndex.has(read.checkpoint))
			return { kind: 'other-race', bib: entry.bib, race: context?.race.name ?? entry.race };
		const earlier = (this.#earlier.get(entry.bib) ?? []).filter(({ id }) => id !== read.id);
		const { reads } = judgeParticipant(context, {
			participant: {
				id: entry.bib,
				bib: entry.bib,
				waveSlug: entry.wave,
				sex: null,
				birthDate: null,
				age: null,
				division: null,
				club: null
			},
			passings: [...earlier, read].map((each) => passingOf(each, entry.bib, offsetMs))
		});
		const status = reads.find(({ passing }) => passing.id === read.id)?.status ?? 'counted';
		const before = earlier.find(({ checkpoint }) => checkpoint === read.checkpoint);
		return { kind: 'judged', bib: entry.bib, status, earlierMs: before?.atMs ?? null };
	}
}

/** What ranking needs and judging does not is left at its defaults. */
const raceOf = (race: RosterRace, date: string): Race => ({
	slug: race.slug,
	name: race.name,
	distanceM: race.distanceM,
	startWindowMs: race.startWindowMs,
	waves: race.waves.map(({ slug, gunStart }) => ({
		slug,
		gunStartMs: gunStart === null ? null : Date.parse(gunStart)
	})),
	checkpoints: race.checkpoints,
	date,
	rankBy: 'gun',
	rounding: 'second-up',
	ties: 'share',
	ageOn: 'race-day',
	divisions: [],
	fallbackDivision: null,
	awards: [],
	teams: []
});

const passingOf = (read: TimedRead, participantId: string, offsetMs: number): Passing => ({
	id: read.id,
	device: '',
	seq: read.seq,
	checkpoint: read.checkpoint,
	kind: read.kind,
	participantId,
	read: read.bib ?? read.code,
	atMs: read.atMs,
	offsetMs: read.offsetMs ?? offsetMs,
	uncertaintyMs: read.uncertaintyMs,
	resolutionMs: 1,
	receivedMs: read.atMs,
	assigned: true
});
