/** The taps of a line and the bibs read behind it, side by side as the matching proposes, for organisers to decide. */
import { openFacts } from '#lib/server/results/openFacts.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { MatchEdit } from '#lib/domain/timing/alignment/edits.ts';
import type { LooseReason, TimeReason } from '#lib/domain/timing/alignment/laneMatch.ts';
import type { Doubt } from '#lib/domain/timing/alignment/stretches.ts';
import { decide, type Decisions } from '#lib/domain/timing/rulings/decisions.ts';
import { correctedMs, NO_BIB } from '#lib/domain/timing/facts/passing.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import type { StoredPassing } from '#lib/server/passings/store/passingFacts.ts';
import { fromFacts, type EventFacts } from '#lib/server/results/eventFacts.ts';
import { matchingsOf, type Matching } from '#lib/server/results/matchings.ts';
import { gunStartsOf } from '#lib/server/phones/roster.ts';

export interface MatchTap {
	id: string;
	/** Corrected, epoch milliseconds. */
	ms: number;
	device: string;
}

export interface MatchBib {
	/** Of the chute read; null: a tap that was claimed for a runner whose bib was not read. */
	chuteId: string | null;
	/** Null: a read without a bib. */
	bib: string | null;
	name: string | null;
	participantId: string | null;
	lane: string;
	/** When it was read in the chute. */
	readMs: number | null;
}

/** One finisher: a tap with its bib, a tap without one, or a bib without a tap. */
export interface MatchRow {
	/** Id of the chute read, else of the tap. */
	id: string;
	/** Among the bibs read, by time, from 1. */
	place: number | null;
	/** Number of the unknown finisher. */
	unknown: number | null;
	tap: MatchTap | null;
	bib: MatchBib | null;
	/** When the line was crossed. */
	ms: number;
	/** The gun in force of the runner's wave, epoch milliseconds; null: not started, or nobody's bib. */
	gunMs: number | null;
	uncertaintyMs: number | null;
	doubt: Doubt;
	reason: TimeReason | LooseReason | 'claimed';
	/** The ruling in force that decided it; null: a proposal. */
	rulingId: string | null;
}

export interface DeskMatching {
	checkpoint: string;
	/** In the order of crossing. */
	rows: MatchRow[];
	/** What the proposal assumes to have gone wrong. */
	edits: MatchEdit[];
}

/** One for each line with a chute. */
export async function deskMatchings(
	app: App,
	caller: Caller,
	{ event }: { event: string }
): Promise<Result<DeskMatching[], Refusal>> {
	const facts = await openFacts(app, caller, event, 'time');
	return facts.ok ? ok(matchingsAtDesk(facts.value)) : facts;
}

export const matchingsAtDesk = (facts: EventFacts): DeskMatching[] =>
	fromFacts(facts, 'matchings at the desk', () => {
		const decisions = decide(facts.rulings.map(({ ruling }) => ruling));
		return matchingsOf(facts).map((matching) => atDesk(facts, { matching, decisions }));
	});

interface Decided {
	matching: Matching;
	decisions: Decisions;
}

function atDesk(facts: EventFacts, { matching, decisions }: Decided): DeskMatching {
	const { checkpoint, proposal } = matching;
	const here = new Map(
		facts.passings
			.filter((passing) => passing.checkpoint === checkpoint)
			.map((passing) => [passing.id, passing])
	);
	const rulingOf = new Map<string, string>();
	for (const ruling of decisions.inForce)
		if (ruling.type === 'assign-time' || ruling.type === 'claim') rulingOf.set(ruling.passingId, ruling.id);
	const tapOf = (id: string | null): MatchTap | null => {
		const tap = id === null ? undefined : here.get(id);
		return tap ? { id: tap.id, ms: correctedMs(tap), device: tap.device } : null;
	};
	const paired = proposal.assignments.map((given): MatchRow => ({
		id: given.chuteId,
		place: given.place,
		unknown: null,
		tap: tapOf(given.tapId),
		bib: bibOf(facts, { read: here.get(given.chuteId), decisions }),
		ms: given.atMs,
		gunMs: null,
		uncertaintyMs: given.uncertaintyMs,
		doubt: given.doubt,
		reason: given.reason,
		rulingId: rulingOf.get(given.chuteId) ?? null
	}));
	let unknown = 0;
	const loose = proposal.unmatchedTaps.map((given): MatchRow => ({
		id: given.tapId,
		place: null,
		unknown: given.reason === 'bib-missing' ? (unknown += 1) : null,
		tap: tapOf(given.tapId),
		bib: null,
		ms: given.atMs,
		gunMs: null,
		uncertaintyMs: null,
		doubt: given.reason === 'still-walking' ? 'none' : 'strong',
		reason: given.reason,
		rulingId: null
	}));
	const claimed = claimedTaps(facts, { here, decisions, shown: new Set(matching.taps.map(({ id }) => id)) });
	const rows = [...paired, ...loose, ...claimed].sort(
		(a, b) => a.ms - b.ms || (a.place ?? 0) - (b.place ?? 0) || (a.id < b.id ? -1 : 1)
	);
	const gunOf = gunsOf(facts, decisions);
	return { checkpoint, rows: rows.map((row) => ({ ...row, gunMs: gunOf(row) })), edits: proposal.edits };
}

function bibOf(
	{ entryOf }: EventFacts,
	{ read, decisions }: { read: StoredPassing | undefined; decisions: Decisions }
): MatchBib {
	const participantId = (read && decisions.passings.get(read.id)?.claimedBy) ?? read?.participantId ?? null;
	const entry = participantId === null ? undefined : entryOf.get(participantId);
	return {
		chuteId: read?.id ?? null,
		bib: entry?.participant.bib ?? (read?.read === NO_BIB ? null : (read?.read ?? null)),
		name: entry?.name ?? null,
		participantId,
		lane: read?.lane ?? '',
		readMs: read ? correctedMs(read) : null
	};
}

function gunsOf(
	{ event, entryOf, rulings }: EventFacts,
	decisions: Decisions
): (row: MatchRow) => number | null {
	const guns = new Map(event.courses.map((course) => [course.id, gunStartsOf(course, rulings)]));
	return ({ bib }) => {
		const entry = bib?.participantId ? entryOf.get(bib.participantId) : undefined;
		if (!entry) return null;
		const { id, waveSlug } = entry.participant;
		return guns.get(entry.raceId)?.get(decisions.participants.get(id)?.waveSlug ?? waveSlug) ?? null;
	};
}

interface Here {
	here: ReadonlyMap<string, StoredPassing>;
	decisions: Decisions;
	/** Taps that are in the proposal. */
	shown: ReadonlySet<string>;
}

/** Taps that an organiser gave to runners whose bibs nobody read: they are not matched any more, and can be taken back. */
function claimedTaps({ entryOf }: EventFacts, { here, decisions, shown }: Here): MatchRow[] {
	return decisions.inForce.flatMap((ruling): MatchRow[] => {
		if (ruling.type !== 'claim' || shown.has(ruling.passingId)) return [];
		const tap = here.get(ruling.passingId);
		const decision = decisions.passings.get(ruling.passingId);
		if (tap?.kind !== 'tap' || decision?.claimedBy !== ruling.participantId || decision.voided) return [];
		const entry = entryOf.get(ruling.participantId);
		const ms = correctedMs(tap);
		const bib = entry?.participant.bib ?? null;
		return [
			{
				id: tap.id,
				place: null,
				unknown: null,
				tap: { id: tap.id, ms, device: tap.device },
				bib: {
					chuteId: null,
					bib,
					name: entry?.name ?? null,
					participantId: ruling.participantId,
					lane: '',
					readMs: null
				},
				ms,
				gunMs: null,
				uncertaintyMs: tap.uncertaintyMs,
				doubt: 'none',
				reason: 'claimed',
				rulingId: ruling.id
			}
		];
	});
}
