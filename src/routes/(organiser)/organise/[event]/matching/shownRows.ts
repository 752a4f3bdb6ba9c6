/** Which rows of a matching a page shows: what is to be looked at, with its neighbours, or everything by pages. */
import type { DeskMatching, MatchRow } from '#lib/server/desk/deskMatching.ts';

const PAGE_SIZE = 100;
/** Rows before and behind one that is to be looked at. */
const AROUND = 2;

export interface ShownRow extends MatchRow {
	/** Rows that are not shown lie between this one and the one above. */
	gapAbove: boolean;
}

export interface ShownMatching {
	checkpoint: string;
	edits: DeskMatching['edits'];
	rows: ShownRow[];
	all: boolean;
	page: number;
	pageSize: number;
	/** Of the rows that may be shown. */
	total: number;
	finishers: number;
	toLookAt: number;
	/** `chute=tap` of what is proposed and free of strong doubt. */
	certain: string[];
}

/** Somebody should decide: strongly in doubt, without a partner, or nobody's bib, and no ruling about it. */
export const toLookAt = (row: MatchRow): boolean =>
	row.rulingId === null && (row.doubt === 'strong' || row.reason === 'estimate' || isNobodys(row));

/** A bib was read that no runner has. */
export const isNobodys = ({ bib }: MatchRow): boolean =>
	bib !== null && bib.chuteId !== null && bib.participantId === null;

export function shownRows({ checkpoint, rows, edits }: DeskMatching, query: URLSearchParams): ShownMatching {
	const all = query.get('view') === 'all';
	const page = Math.max(1, Math.trunc(Number(query.get('page'))) || 1);
	const near = new Set(
		rows.flatMap((row, index) =>
			toLookAt(row) ? Array.from({ length: 2 * AROUND + 1 }, (_, offset) => index - AROUND + offset) : []
		)
	);
	const chosen = rows.flatMap((row, index) => (all || near.has(index) ? [{ row, index }] : []));
	const from = (page - 1) * PAGE_SIZE;
	return {
		checkpoint,
		edits,
		rows: chosen.slice(from, from + PAGE_SIZE).map(({ row, index }, at, shown) => ({
			...row,
			gapAbove: index > 0 && (at === 0 || shown[at - 1]?.index !== index - 1)
		})),
		all,
		page,
		pageSize: PAGE_SIZE,
		total: chosen.length,
		finishers: rows.length,
		toLookAt: rows.filter(toLookAt).length,
		certain: rows
			.filter((row) => row.bib?.chuteId != null && row.rulingId === null && !toLookAt(row))
			.filter(({ reason }) => reason !== 'awaiting-tap')
			.map(({ id, tap }) => `${id}=${tap?.id ?? ''}`)
	};
}
