/**
 * Chute reads in the order of the finish as far as it is known: by finish token where there is one (a read without keeps
 * its place behind the read before it), with an empty slot for every number that was handed out and not read.
 */
import type { AlignmentCosts } from '#lib/domain/timing/alignment/costs.ts';
import type { AnchorSource, ChuteRead } from './sequences.ts';

/** One place of the chute: a read, or a finish token that was handed out and never read. */
export interface Slot {
	read: ChuteRead | null;
	/** Number of its finish token; null where none is known. */
	token: number | null;
	/** Time since the read before in the same lane; infinite for the first. */
	gapMs: number;
	anchors: SlotAnchor[];
	/** Probability that a finisher is missing between the slot before and this one. */
	bibMissing: number;
	/** Probability that this slot and the next changed places. */
	swap: number;
	/** Latest read up to here: no finisher up to this slot can have crossed (much) later. */
	latestMs: number;
}

interface SlotAnchor {
	source: AnchorSource;
	/** Index of the tap; null when the anchor names instants. */
	tapIndex: number | null;
	fromMs: number;
	toMs: number;
}

interface PlacedRead {
	read: ChuteRead;
	token: number | null;
	gapMs: number;
	/** Token of the last read with one, up to here. */
	behind: number;
}

const TOKENS_AROUND = 3;

export function slotsInOrder(chuteReads: ChuteRead[], costs: AlignmentCosts): Slot[] {
	const placed = placeReads(chuteReads, costs);
	const tokens = placed.some(({ token }) => token !== null);
	if (tokens) {
		// Array.sort is stable: reads without a token stay in reading order.
		placed.sort((a, b) => a.behind - b.behind || Number(a.token === null) - Number(b.token === null));
	}
	const slots: Slot[] = [];
	let number = 0;
	let withoutToken = 0;
	let latestMs = placed[0]?.read.atMs ?? 0;
	for (const { read, token, gapMs } of placed) {
		if (token !== null) {
			const unread = token - number - 1 - withoutToken;
			for (let k = 0; k < unread && unread <= costs.tokenGapMost; k++) {
				slots.push(slot(null, { token: token - unread + k, gapMs: Infinity, latestMs, costs }));
			}
			number = token;
		}
		withoutToken = token === null ? withoutToken + 1 : 0;
		latestMs = Math.max(latestMs, read.atMs);
		const before = slots.at(-1);
		if (before?.read && before.read.lane !== read.lane && !tokens) before.swap = costs.swapAcrossLanes;
		slots.push(slot(read, { token, gapMs, latestMs, costs }));
		if (tokens) for (const one of slots.slice(-2)) one.swap = 0;
	}
	return slots;
}

function placeReads(chuteReads: ChuteRead[], costs: AlignmentCosts): PlacedRead[] {
	const lastInLane = new Map<string, number>();
	const tokens = trustedTokens(chuteReads, costs);
	let behind = 0;
	return chuteReads.map((read, index) => {
		const gapMs = read.atMs - (lastInLane.get(read.lane) ?? -Infinity);
		lastInLane.set(read.lane, read.atMs);
		const token = tokens[index] ?? null;
		behind = token ?? behind;
		return { read, token, gapMs, behind };
	});
}

/** A number that was read before, or that lies far from those read just before and after, was typed wrong. */
function trustedTokens(chuteReads: ChuteRead[], { tokenGapMost }: AlignmentCosts): (number | null)[] {
	const seen = new Set<number>();
	return chuteReads.map(({ token = null }, index) => {
		if (token === null || seen.has(token)) return null;
		const around = chuteReads
			.slice(Math.max(0, index - TOKENS_AROUND), index + TOKENS_AROUND + 1)
			.flatMap((read) => read.token ?? [])
			.sort((a, b) => a - b);
		const middle = around[Math.floor(around.length / 2)] ?? token;
		if (Math.abs(token - middle) > tokenGapMost) return null;
		seen.add(token);
		return token;
	});
}

function slot(
	read: ChuteRead | null,
	place: { token: number | null; gapMs: number; latestMs: number; costs: AlignmentCosts }
): Slot {
	const { token, gapMs, latestMs, costs } = place;
	return {
		read,
		token,
		gapMs,
		latestMs,
		anchors: [],
		bibMissing: token === null ? costs.bibMissing : costs.tokenSkipped,
		swap: costs.swap
	};
}
