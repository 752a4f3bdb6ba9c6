/**
 * The one table of the matching: how often each mistake is made, and what is held to be plausible. A probability p
 * costs −ln p in the edit script, so "0.01" is a cost of 4.6. The shares are those of a small run with volunteers; the
 * walking time and the reading speed are estimated from the race itself and stand here only as a first guess.
 */
export const ALIGNMENT_COSTS = {
	/** A finisher whom the line did not tap. */
	tapMissing: 0.01,
	/** One finisher tapped twice. */
	tapDouble: 0.01,
	/** Two taps further apart than this are never one finisher. */
	doubleWithinMs: 500,
	/** A finisher whose bib was not read, or a tap for somebody who was no finisher. */
	bibMissing: 0.01,
	/** Two neighbours who changed places between line and chute. */
	swap: 0.01,
	/** The same where they stood in different lanes, so that nothing held their order. */
	swapAcrossLanes: 0.3,
	/** A phone that stands still for a while (dropped, crashed, its volunteer called away): how often it begins at a
	 * runner, how likely the next runner is lost as well, and the least silence that gives rise to the thought. */
	outage: { begins: 0.0001, goesOn: 0.95, silenceMs: 10_000 },
	/** A finisher without a token where tokens are handed out. */
	tokenSkipped: 0.001,
	/** More numbers left out in a row than this are a new stack of tokens, not runners unread. */
	tokenGapMost: 20,
	/** What a proposal may pay to contradict an anchor: volunteers err, an organiser's ruling stands. */
	anchorBroken: { scan: 1e-4, sync: 1e-3, count: 1e-3, token: 1e-6, ruling: 1e-12 },
	/** A chute read may seem this much earlier than its tap when the phones' clocks disagree. */
	readBeforeTapMs: 3_000,
	/** How far before the first tap a runner without a tap may have crossed. */
	beforeFirstTapMs: 60_000,
	/** A tap behind the last read is waited for this long; then its bib counts as unread. */
	stillWalkingMs: 90_000,
	stillWalking: 0.5,
	/** An anchor that names instants is taken to be this much wider on either side. */
	anchorRoundMs: 100,
	/** How far the time of a full scan at the line may lie from the tap of the same runner. */
	scanWithinMs: 1_000,
	/** Numbers read with at least this share of the bibs are finish tokens; fewer are sync marks. */
	tokensFromShare: 0.5,
	/** First guess of the walking time from line to chute, worth as much as `weight` observed runners. */
	walk: { meanMs: 15_000, sdMs: 4_000, weight: 3, sdLeastMs: 500 },
	/** Share of runners whose walk follows no pattern (they stop, sit, hug), up to `longestMs`. */
	oddWalk: { share: 0.002, longestMs: 300_000 },
	/** Share of reads whose speed follows no pattern (a torn bib, two codes in one picture). */
	oddService: { share: 0.03, longestMs: 4_000, sdLeastMs: 15 },
	/** Width of the window over which the rate of arrivals is taken. */
	arrivalWindowMs: 20_000,
	/** Least weight of a move that nothing explains (a token typed wrong, a phone that was hours off). */
	inexplicable: 1e-15,
	/** A course of edits this much less likely than the best at the same place is dropped. */
	beam: 1e-12,
	/** What one more edit is worth in time error (ms a bib): fewer edits are easier to check for people. */
	editWorthMs: 300,
	/** A bib is off when its time is further than this from the truth. */
	offByMs: 1_000,
	/** Probability of being off from which a bib is marked: slight doubt, strong doubt. */
	doubt: { slight: 0.006, strong: 0.2 },
	/** How far a thumb may be from the crossing that it taps. */
	tapHandMs: 200,
	/** The stated uncertainty leaves out this share on either side. */
	uncertaintyTail: 0.025,
	/** A point of the race is settled when all but this share of the likelihood goes through it… */
	settledRest: 1e-4,
	/** …and when it lies this far behind the last read. */
	settledAfterMs: 120_000
};

export type AlignmentCosts = typeof ALIGNMENT_COSTS;
