/** What changed for whom between two publications of a race. */
import type { RankBy, Rounding } from '#lib/domain/timing/facts/course.ts';
import { formatTime } from '#lib/domain/timing/facts/format.ts';
import type { ResultStatus } from '#lib/domain/timing/facts/result.ts';
import { rowsInOrder, type PublishedResults, type PublishedRow } from './publishedResults.ts';

/** A result as people read it. */
export interface PublishedState {
	status: ResultStatus;
	place: number | null;
	/** Rounded as published; null unless finished. */
	time: string | null;
}

export interface Difference {
	participantId: string;
	/** Null: was not listed. */
	before: PublishedState | null;
	/** Null: is no longer listed. */
	after: PublishedState | null;
	/** Only the place moved, because of others. */
	placeOnly: boolean;
}

/** Those whose status or time changed first, then those who only moved; each in the order of the later version. */
export function differences(before: PublishedResults, after: PublishedResults): Difference[] {
	const by = after.rankBy;
	const earlier = statesOf(before, by);
	const later = statesOf(after, by);
	const changed: Difference[] = [];
	const moved: Difference[] = [];
	for (const participantId of new Set([...later.keys(), ...earlier.keys()])) {
		const [was, is] = [earlier.get(participantId) ?? null, later.get(participantId) ?? null];
		const sameResult = was !== null && is !== null && was.status === is.status && was.time === is.time;
		if (sameResult && was.place === is.place) continue;
		(sameResult ? moved : changed).push({ participantId, before: was, after: is, placeOnly: sameResult });
	}
	return [...changed, ...moved];
}

function statesOf(published: PublishedResults, by: RankBy): Map<string, PublishedState> {
	return new Map(
		rowsInOrder(published, by).map((row) => [
			row.participantId,
			stateOf(row, { by, rounding: published.rounding })
		])
	);
}

function stateOf(row: PublishedRow, { by, rounding }: { by: RankBy; rounding: Rounding }): PublishedState {
	const ms = by === 'gun' ? row.gunTimeMs : row.netTimeMs;
	return { status: row.status, place: row[by].place, time: ms === null ? null : formatTime(ms, rounding) };
}
