import { readCell } from '#lib/domain/csvCell.ts';
import { DayOfRead, type DayRules } from './dayOfRead.ts';
import { type ReadColumn, type ReadHeadings, recogniseHeadings, type TimeMeaning } from './readHeadings.ts';
import { parseWrittenDate, parseWrittenTime, type WrittenTime } from './readTime.ts';

/** A read out of a file, ready to become a passing of kind `import` (bib) or `chip` (tag). */
export interface ImportedRead {
	/** Row in the file, from 1; also the sequence that decides between equal times. */
	line: number;
	bib: string | null;
	tag: string | null;
	/** Slug. */
	checkpoint: string;
	/** As the file names it; null: it does not. */
	device: string | null;
	atMs: number;
	resolutionMs: number;
}

export const READ_FAULTS = [
	'no-runner',
	'bib-invalid',
	'no-time',
	'time-invalid',
	'date-invalid',
	'checkpoint-unknown',
	'gun-not-set',
	'repeated'
] as const;
export type ReadFaultReason = (typeof READ_FAULTS)[number];

export interface ReadFault {
	line: number;
	reason: ReadFaultReason;
	/** The cell at fault, as written. */
	value: string;
}

export interface ReadPreview {
	/** How the times were understood; the organiser may say otherwise. */
	meaning: TimeMeaning;
	/** Whether the first row was one of headings, and which of them say nothing to us. */
	headed: boolean;
	unknownHeadings: string[];
	reads: ImportedRead[];
	faults: ReadFault[];
}

export interface ReadRules extends DayRules {
	/** Where the file does not say how its times are meant: as given here, else as they look. */
	meaning?: TimeMeaning;
	/** Where the file does not say what its codes are: as given here, else bibs if they look like bibs. */
	codes?: 'bib' | 'tag';
	/** Slug for rows that name no checkpoint. */
	checkpoint: string;
	/** Slugs of the race's checkpoints. */
	checkpoints: readonly string[];
}

const BIB = /^[0-9A-Z-]{1,10}$/;
/** Longer numbers are chips: nobody prints them on a bib. */
const SHORT_BIB = /^[0-9A-Z-]{1,6}$/i;

/**
 * Understands the rows of a file of reads, and says of each row that it cannot use why. Nothing is saved: this is the
 * preview, and what is saved afterwards is what it shows.
 *
 * @param rows cells of each line, in the order of the file; empty lines may be left in
 */
export function previewReads(rows: readonly (readonly string[])[], rules: ReadRules): ReadPreview {
	const headings = rows[0] ? recogniseHeadings(rows[0]) : null;
	const columns = headings?.indexOf ?? columnsByLook(rows, rules);
	const body = rows
		.map((cells, index) => ({ cells, line: index + 1 }))
		.filter(({ cells, line }) => (line > 1 || !headings) && cells.some((cell) => cell.trim() !== ''));
	const times = body.map(({ cells }) => parseWrittenTime(cellAt(cells, columns.time), rules.date));
	const meaning = meaningOf(times, { headings, rules });
	const preview: ReadPreview = {
		meaning,
		headed: headings !== null,
		unknownHeadings: headings?.unknown ?? [],
		reads: [],
		faults: []
	};
	const day = new DayOfRead(rules);
	const seen = new Set<string>();
	body.forEach(({ cells, line }, index) => {
		const read = readRow({ cells, line, time: times[index] ?? null }, { columns, meaning, day, rules });
		const key = 'reason' in read ? '' : `${read.bib} ${read.tag} ${read.checkpoint} ${read.atMs}`;
		if ('reason' in read) preview.faults.push(read);
		else if (seen.has(key))
			preview.faults.push({ line, reason: 'repeated', value: read.bib ?? read.tag ?? '' });
		else preview.reads.push(read);
		seen.add(key);
	});
	return preview;
}

type Columns = Partial<Record<ReadColumn, number>>;

const cellAt = (cells: readonly string[], index: number | undefined): string =>
	index === undefined ? '' : readCell(cells[index] ?? '').trim();

/** A file without headings: the first column that holds times is the time, the first other one the bib or tag. */
function columnsByLook(rows: readonly (readonly string[])[], { date, codes }: ReadRules): Columns {
	const first = rows.find((cells) => cells.some((cell) => cell.trim() !== '')) ?? [];
	const isTime = (cell: string) => cell.includes(':') && parseWrittenTime(cell, date) !== null;
	const byColon = first.findIndex(isTime);
	const time = byColon === -1 ? first.length - 1 : byColon;
	const code = first.findIndex((cell, index) => index !== time && cell.trim() !== '');
	if (code === -1) return { time };
	const written = rows.map((cells) => cellAt(cells, code)).filter((cell) => cell !== '');
	// Most of them, so that one row with a slip does not make chips of all.
	const short = written.filter((cell) => SHORT_BIB.test(cell)).length * 2 > written.length;
	return (codes ?? (short ? 'bib' : 'tag')) === 'bib' ? { time, bib: code } : { time, tag: code };
}

/** As the organiser says, as the heading says, or as the times look: before the gun's time of day they are elapsed. */
function meaningOf(
	times: readonly (WrittenTime | null)[],
	{ headings, rules }: { headings: ReadHeadings | null; rules: ReadRules }
): TimeMeaning {
	if (rules.meaning) return rules.meaning;
	if (headings?.meaning) return headings.meaning;
	if (headings?.indexOf.date !== undefined) return 'time-of-day';
	const known = times.filter((time) => time !== null);
	if (known.some(({ form }) => form === 'time-of-day')) return 'time-of-day';
	if (rules.gunStartMs === null)
		return known.every(({ form }) => form === 'elapsed') ? 'elapsed' : 'time-of-day';
	const gunOfDayMs = rules.gunStartMs - new DayOfRead(rules).on(rules.date, 0);
	return known.every(({ form, ms }) => form === 'elapsed' || ms < gunOfDayMs) ? 'elapsed' : 'time-of-day';
}

interface Row {
	cells: readonly string[];
	line: number;
	time: WrittenTime | null;
}

interface Understanding {
	columns: Columns;
	meaning: TimeMeaning;
	day: DayOfRead;
	rules: ReadRules;
}

function readRow({ cells, line, time }: Row, understood: Understanding): ImportedRead | ReadFault {
	const { columns, rules } = understood;
	const fault = (reason: ReadFaultReason, value: string): ReadFault => ({ line, reason, value });
	const bib = cellAt(cells, columns.bib).toUpperCase();
	const tag = cellAt(cells, columns.tag);
	if (bib === '' && tag === '') return fault('no-runner', '');
	if (bib !== '' && !BIB.test(bib)) return fault('bib-invalid', bib);
	const written = cellAt(cells, columns.time);
	if (time === null) return fault(written === '' ? 'no-time' : 'time-invalid', written);
	const writtenDate = cellAt(cells, columns.date);
	const date = writtenDate === '' ? time.date : parseWrittenDate(writtenDate, rules.date);
	if (writtenDate !== '' && date === null) return fault('date-invalid', writtenDate);
	const atMs = instantOf({ ...time, date }, understood);
	if (atMs === null) return fault('gun-not-set', written);
	const place = cellAt(cells, columns.checkpoint);
	const checkpoint = place === '' ? rules.checkpoint : place.toLowerCase().replace(/[\s_]+/g, '-');
	if (!rules.checkpoints.includes(checkpoint)) return fault('checkpoint-unknown', place);
	const device = cellAt(cells, columns.device) || null;
	const { resolutionMs } = time;
	// A bib says who it is without a table of chips.
	return { line, bib: bib || null, tag: bib === '' ? tag : null, checkpoint, device, atMs, resolutionMs };
}

/** Null where an elapsed time has no gun to count from. */
function instantOf(time: WrittenTime, { meaning, day, rules }: Understanding): number | null {
	if (time.absolute) return time.ms;
	if (time.date !== null) return day.on(time.date, time.ms);
	if (meaning === 'time-of-day' && time.form !== 'elapsed') return day.undated(time.ms);
	return rules.gunStartMs === null ? null : rules.gunStartMs + time.ms;
}
