/** The list of a race as one audience sees it: who is in it, under which name, in which order. */
import { publicRunner } from '#lib/domain/publication/visibility.ts';
import { foldName } from '#lib/domain/people/foldedName.ts';
import type { Rounding, Sex } from '#lib/domain/timing/facts/course.ts';
import { formatTime } from '#lib/domain/timing/facts/format.ts';
import type { ParticipantResult, Split } from '#lib/domain/timing/facts/result.ts';
import type { ResultRow, ResultState, ResultsQuery } from '#lib/schemas/results.ts';
import type { Entry } from './store/raceFacts.ts';

/** Organisers see everyone by name; the public sees what each runner chose. */
export type Audience = 'organiser' | 'public';

/** What a row needs of a result, whether it was just derived or published. */
export type ListedResult = Pick<
	ParticipantResult,
	'participantId' | 'status' | 'place' | 'sexPlace' | 'division' | 'divisionPlace' | 'gunTimeMs' | 'netTimeMs'
> & {
	splits: readonly Pick<Split, 'checkpoint' | 'occurrence' | 'gunTimeMs'>[];
	/** As published; only in a version without gaps. */
	sex?: Sex | null;
};

export interface ResultList {
	state: ResultState;
	/** Number of the publication; 0 while live. */
	version: number;
	rounding: Rounding;
	/** True: for the public, places by sex and division are counted among the rows. */
	withoutGaps: boolean;
	rows: ListedRow[];
	/** Finishers among them: those in no list are not counted for the public, who would see each of them come. */
	finished: number;
}

export interface ListedRow {
	result: ListedResult;
	/** Null: the participant is gone; what was published of the run stays, without a name. */
	entry: Entry | null;
	/** As far as the audience may see it. */
	name: string | null;
	splits: boolean;
}

/** @param results in the order of the list */
export function listFor(
	audience: Audience,
	{ results, entryOf }: { results: readonly ListedResult[]; entryOf: ReadonlyMap<string, Entry> }
): ListedRow[] {
	return results.flatMap((result): ListedRow[] => {
		const entry = entryOf.get(result.participantId) ?? null;
		if (audience === 'organiser') return [{ result, entry, name: entry?.name ?? null, splits: true }];
		const shown = entry && publicRunner(entry, { finished: result.status === 'finished' });
		return shown ? [{ result, entry, ...shown }] : [];
	});
}

/** Rows that match; a name matches by any part, a bib only whole, and only what the audience sees is searched. */
export function filterRows(rows: ListedRow[], { sex, division, q }: ResultsQuery): ListedRow[] {
	const wanted = q === undefined ? '' : foldName(q);
	return rows.filter(
		(row) =>
			(sex === undefined || row.entry?.participant.sex === sex) &&
			(division === undefined || row.result.division === division) &&
			(wanted === '' || matches(row, wanted))
	);
}

function matches({ entry, name }: ListedRow, wanted: string): boolean {
	if (entry?.participant.bib?.toLowerCase() === wanted) return true;
	if (name === null) return false;
	return (entry && name === entry.name ? entry.nameFolded : foldName(name)).includes(wanted);
}

export const finishersIn = (rows: readonly ListedRow[]): number =>
	rows.filter(({ result }) => result.status === 'finished').length;

/** Everything that the audience sees of a row, and no more: equal texts mean equal rows under one rounding. */
export function shownOf(row: ListedRow): string {
	const { result, entry, name, splits } = row;
	const { place, sexPlace, division, divisionPlace, status, gunTimeMs, netTimeMs } = result;
	const shown: (string | number | null | undefined)[] = [place, sexPlace, divisionPlace, status];
	shown.push(
		gunTimeMs,
		netTimeMs,
		division,
		name,
		entry?.participant.bib,
		entry?.participant.sex,
		clubOf(row)
	);
	if (splits)
		for (const { checkpoint, occurrence, gunTimeMs: ms } of result.splits)
			shown.push(checkpoint, occurrence, ms);
	return shown.join('\u0000');
}

/** A club tells who somebody is, so it is shown with the name or not at all. */
const clubOf = ({ entry, name }: ListedRow): string | null =>
	name !== null && name === entry?.name ? entry.participant.club : null;

export function resultRow(row: ListedRow, rounding: Rounding): ResultRow {
	const { result, entry, name, splits } = row;
	const { place, sexPlace, division, divisionPlace, status, gunTimeMs, netTimeMs } = result;
	const written = (ms: number | null) => (ms === null ? null : formatTime(ms, rounding));
	return {
		place,
		bib: entry?.participant.bib ?? null,
		name,
		club: clubOf(row),
		sex: entry?.participant.sex ?? null,
		sexPlace,
		division,
		divisionPlace,
		status,
		gunTimeMs,
		netTimeMs,
		gunTime: written(gunTimeMs),
		netTime: written(netTimeMs),
		splits: splits
			? result.splits.map(({ checkpoint, occurrence, gunTimeMs: ms }) => ({
					checkpoint,
					occurrence,
					gunTimeMs: ms,
					gunTime: formatTime(ms, rounding)
				}))
			: []
	};
}
