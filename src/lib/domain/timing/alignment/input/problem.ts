/** Taps and slots, ready to be aligned: everything that does not depend on the walking time. */
import type { AlignmentCosts } from '#lib/domain/timing/alignment/costs.ts';
import { normalDensity } from '#lib/domain/timing/alignment/lattice/normal.ts';
import { type Slot, slotsInOrder } from './slots.ts';
import type { Anchor, ChuteRead, Heard, Tap } from './sequences.ts';

export interface Problem {
	taps: Tap[];
	tapMs: Float64Array;
	slots: Slot[];
	/** Arrivals per ms around each tap. */
	rate: Float64Array;
	/** For each tap, how well it is explained as the second tap of the finisher before, against a finisher of its own. */
	double: Float64Array;
	heard: Heard | null;
	costs: AlignmentCosts;
}

export function poseProblem(given: {
	taps: Tap[];
	chuteReads: ChuteRead[];
	anchors: Anchor[];
	heard: Heard | null;
	costs: AlignmentCosts;
}): Problem {
	const { taps, costs, heard } = given;
	const tapMs = Float64Array.from(taps, (tap) => tap.atMs);
	const rate = arrivalRate(tapMs, costs.arrivalWindowMs);
	const double = rate.map((arrivals, i) => {
		const gapMs = i > 0 ? (tapMs[i] ?? 0) - (tapMs[i - 1] ?? 0) : Infinity;
		return gapMs <= costs.doubleWithinMs ? costs.tapDouble / costs.doubleWithinMs / arrivals : 0;
	});
	const slots = slotsInOrder(given.chuteReads, costs);
	tieAnchors(slots, given);
	return { taps, tapMs, slots, rate, double, heard, costs };
}

/** Gaussian window over the taps. */
function arrivalRate(tapMs: Float64Array, widthMs: number): Float64Array {
	let first = 0;
	return tapMs.map((atMs) => {
		while ((tapMs[first] ?? Infinity) < atMs - 4 * widthMs) first++;
		let sum = 0;
		for (let k = first; (tapMs[k] ?? Infinity) <= atMs + 4 * widthMs; k++) {
			sum += normalDensity(((tapMs[k] ?? 0) - atMs) / widthMs);
		}
		return sum / widthMs;
	});
}

/** Ties the anchors to their slots and taps; one whose tap or chute read is not (or no longer) there says nothing. */
function tieAnchors(slots: Slot[], { taps, anchors, costs }: Parameters<typeof poseProblem>[0]): void {
	const tapIndex = new Map(taps.map((tap, index) => [tap.id, index]));
	const byChute = new Map<string, Slot>();
	const byToken = new Map<number, Slot>();
	for (const slot of slots) {
		if (slot.read) byChute.set(slot.read.id, slot);
		if (slot.token !== null) byToken.set(slot.token, slot);
	}
	for (const { source, chute, line } of anchors) {
		const slot = 'token' in chute ? byToken.get(chute.token) : byChute.get(chute.chuteId);
		const index = 'tapId' in line ? tapIndex.get(line.tapId) : null;
		if (slot === undefined || index === undefined) continue;
		const around = costs.anchorRoundMs;
		const atMs = index === null ? 0 : (taps[index]?.atMs ?? 0);
		const [fromMs, toMs] = 'tapId' in line ? [atMs, atMs] : [line.fromMs - around, line.toMs + around];
		slot.anchors.push({ source, tapIndex: index, fromMs, toMs });
	}
}
