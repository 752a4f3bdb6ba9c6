/** From the facts of a checkpoint to what is matched: taps, chute reads and anchors, after the organisers' rulings. */
import { decide, type Decisions } from '#lib/domain/timing/rulings/decisions.ts';
import { waitingStatus } from '#lib/domain/timing/judging/eligibility.ts';
import { correctedMs, NO_BIB, type Passing } from '#lib/domain/timing/facts/passing.ts';
import type { Ruling } from '#lib/domain/timing/facts/ruling.ts';
import { ALIGNMENT_COSTS, type AlignmentCosts } from '#lib/domain/timing/alignment/costs.ts';
import type { Anchor, ChuteRead, Tap } from './sequences.ts';

export interface Sequences {
	taps: Tap[];
	chuteReads: ChuteRead[];
	anchors: Anchor[];
}

export interface SequenceFacts {
	/** Of the whole event, in any order; those of other checkpoints are left out. */
	passings: readonly Passing[];
	rulings: readonly Ruling[];
	checkpoint: string;
	costs?: AlignmentCosts;
}

/**
 * Passings that are voided or wait to be accepted are out. Of several chute reads of one bib the first stands; one without a bib keeps its
 * place in the order. A claimed tap is an anchor when its runner was read in the chute, else it is nobody else's. A number
 * noted both at the line and in the chute is a sync mark, or a finish token where most bibs were read with one.
 */
export function sequencesOf({
	passings,
	rulings,
	checkpoint,
	costs = ALIGNMENT_COSTS
}: SequenceFacts): Sequences {
	const decisions = decide(rulings);
	const here = [...new Map(passings.map((passing) => [passing.id, passing])).values()].filter(
		(passing) => passing.checkpoint === checkpoint && counts(passing, decisions)
	);
	here.sort((a, b) => correctedMs(a) - correctedMs(b) || a.seq - b.seq || (a.id < b.id ? -1 : 1));
	const chute = firstReads(here, decisions);
	const readOf = new Map(chute.map((passing) => [ownerOf(passing, decisions), passing]));
	const tokens =
		chute.filter(({ token }) => typeof token === 'number').length >= costs.tokensFromShare * chute.length;
	const anchors = chute.flatMap((passing) => ruled(passing, decisions));
	const taps: Tap[] = [];
	for (const passing of here) {
		const read = readOf.get(ownerOf(passing, decisions));
		if (passing.kind === 'tap') {
			const claimed = decisions.passings.get(passing.id)?.claimedBy ?? null;
			if (claimed !== null && !read) continue;
			if (claimed !== null && read) anchors.push(anchor('ruling', read, { tapId: passing.id }));
			taps.push(tapOf(passing));
			anchors.push(...numbered(passing, { chute, tokens }));
		} else if (passing.kind !== 'chute' && passing.participantId !== null && read) {
			const atMs = correctedMs(passing);
			const line = { fromMs: atMs - costs.scanWithinMs, toMs: atMs + costs.scanWithinMs };
			anchors.push(anchor('scan', read, line));
		}
	}
	return { taps, chuteReads: chute.map((passing) => chuteReadOf(passing, tokens)), anchors };
}

function counts(passing: Passing, { passings }: Decisions): boolean {
	const decision = passings.get(passing.id);
	return !decision?.voided && waitingStatus(passing, decision) === null;
}

/** Null: nobody known. Only for passings with a runner, read or claimed. */
const ownerOf = (passing: Passing, { passings }: Decisions): string | null =>
	passings.get(passing.id)?.claimedBy ?? passing.participantId;

/** The first chute read of each bib; a later one is the same runner, held into the camera again. */
function firstReads(passings: readonly Passing[], decisions: Decisions): Passing[] {
	const seen = new Set<string>();
	return passings.filter((passing) => {
		if (passing.kind !== 'chute') return false;
		const runner = ownerOf(passing, decisions) ?? passing.read;
		if (runner === null || runner === NO_BIB) return true;
		const first = !seen.has(runner);
		seen.add(runner);
		return first;
	});
}

function ruled(passing: Passing, { passings }: Decisions): Anchor[] {
	const assigned = passings.get(passing.id)?.assigned;
	if (!assigned) return [];
	const { tapId, ms } = assigned;
	return [anchor('ruling', passing, tapId === null ? { fromMs: ms, toMs: ms } : { tapId })];
}

/** A tap with a number: of the token that was handed out with it, or of a mark that the chute pressed as well. */
function numbered(tap: Passing, { chute, tokens }: { chute: readonly Passing[]; tokens: boolean }): Anchor[] {
	const number = tap.token;
	if (typeof number !== 'number') return [];
	if (tokens) return [{ source: 'token', chute: { token: number }, line: { tapId: tap.id } }];
	return chute
		.filter(({ token }) => token === number)
		.map((read) => anchor('sync', read, { tapId: tap.id }))
		.slice(0, 1);
}

const anchor = (source: Anchor['source'], read: Passing, line: Anchor['line']): Anchor => ({
	source,
	chute: { chuteId: read.id },
	line
});

const tapOf = (passing: Passing): Tap => ({
	id: passing.id,
	atMs: correctedMs(passing),
	lane: passing.lane ?? null,
	seq: passing.seq,
	uncertaintyMs: passing.uncertaintyMs
});

const chuteReadOf = (passing: Passing, tokens: boolean): ChuteRead => ({
	id: passing.id,
	atMs: correctedMs(passing),
	lane: passing.lane ?? '',
	token: tokens ? (passing.token ?? null) : null,
	seq: passing.seq
});
