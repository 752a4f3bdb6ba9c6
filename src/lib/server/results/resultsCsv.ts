/** Results as CSV: the same rows as JSON, a column for each split. */
import type { Race } from '#lib/domain/timing/facts/course.ts';
import type { ResultRow } from '#lib/schemas/results.ts';
import { csvText } from '#lib/server/csv/csvText.ts';

const COLUMNS = [
	'place',
	'bib',
	'name',
	'club',
	'sex',
	'sexPlace',
	'division',
	'divisionPlace',
	'status',
	'gunTime',
	'netTime',
	'gunTimeMs',
	'netTimeMs'
] as const satisfies (keyof ResultRow)[];

/** UTF-8, lines end with CR LF (RFC 4180). */
export function resultsCsv(rows: ResultRow[], race: Race): string {
	const splits = splitColumns(rows, race);
	const heading = [...COLUMNS, ...splits.map(({ heading }) => heading)];
	const records = rows.map((row) => [
		...COLUMNS.map((column) => row[column]),
		...splits.map(({ checkpoint, occurrence }) => splitTime(row, checkpoint, occurrence))
	]);
	return csvText([heading, ...records], { record_delimiter: 'windows' });
}

interface SplitColumn {
	checkpoint: string;
	occurrence: number;
	heading: string;
}

/** In the order of the course; laps as `finish 2`. The finish itself is the gun time. */
function splitColumns(rows: ResultRow[], race: Race): SplitColumn[] {
	const laps = new Map<string, number>();
	for (const { splits } of rows)
		for (const { checkpoint, occurrence } of splits)
			laps.set(checkpoint, Math.max(laps.get(checkpoint) ?? 0, occurrence));
	return race.checkpoints.flatMap(({ slug }) =>
		Array.from({ length: laps.get(slug) ?? 0 }, (_, index) => ({
			checkpoint: slug,
			occurrence: index + 1,
			heading: index === 0 ? slug : `${slug} ${index + 1}`
		}))
	);
}

const splitTime = ({ splits }: ResultRow, checkpoint: string, occurrence: number): string | null =>
	splits.find((split) => split.checkpoint === checkpoint && split.occurrence === occurrence)?.gunTime ?? null;
