/** What goes on from facts to facts while a race runs. */
import type { MatchProposal } from '#lib/domain/timing/alignment/proposeMatches.ts';
import type { Scoreboard } from '#lib/domain/timing/running/scoreboard.ts';

/** The last proposal of each line, for the next to go on from; by checkpoint. */
export type RunningProposals = Map<string, MatchProposal>;

/** Of each race whose results were wanted. `looked-at`: once, so it may be over. */
export type RunningBoards = Map<string, RunningBoard | 'looked-at'>;

/** A scoreboard with how much of the event's passings and rulings it has been told. */
interface RunningBoard {
	board: Scoreboard;
	passings: number;
	rulings: number;
}
