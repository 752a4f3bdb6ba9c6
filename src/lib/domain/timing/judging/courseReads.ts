import { keepLongestChain, type SplitRead } from './courseOrder.ts';
import { countCrossings, type Crossings } from './crossings.ts';
import { coursePosition, type Line } from './lines.ts';
import type { RaceContext } from './raceContext.ts';
import type { Read } from './read.ts';
import type { ResultFlag } from '#lib/domain/timing/facts/result.ts';
import { chooseStart, type Start } from './start.ts';
import { judgeStartFinish } from './startFinish.ts';

/** What a participant's reads along the course amount to. */
export interface CourseReads {
	start: Start;
	finish: Read | null;
	/** In course order; laps of the finish line before the last are splits too. */
	splits: SplitRead[];
	flags: ResultFlag[];
}

export interface CourseRule {
	gunMs: number;
	/** Own start and finish as an organiser ruled them; null: by the reads. */
	ruledStartMs: number | null;
	ruledFinishMs: number | null;
}

/** `reads` may all still count, sorted by line and time, after the gun is set. Each ends with its status. */
export function judgeCourse(context: RaceContext, reads: readonly Read[], rule: CourseRule): CourseReads {
	const course: CourseReads = {
		start: { read: null, early: null, late: null, disagreeing: false },
		finish: null,
		splits: [],
		flags: []
	};
	const startLines: Read[][] = [];
	for (let from = 0; from < reads.length;) {
		const line = context.lines[reads[from]?.line ?? -1];
		let to = from + 1;
		while (to < reads.length && reads[to]?.line === line?.index) to++;
		const atLine = reads.slice(from, to);
		from = to;
		if (line?.checkpoint.kind === 'start') startLines.push(atLine);
		else if (line) judgeLine({ context, course, rule }, { line, reads: atLine });
	}
	// Starts come last: a read at the start behind the finish cannot be the start.
	const beforeMs = rule.ruledFinishMs ?? course.finish?.ms ?? Infinity;
	for (const atLine of startLines) {
		const line = context.lines[atLine[0]?.line ?? -1];
		if (line) joinStart(course, chooseStart(atLine, { line, gunMs: rule.gunMs, beforeMs }));
	}
	if (course.start.disagreeing) course.flags.push('devices-disagree');
	if (rule.ruledStartMs !== null && course.start.read) course.start.read.status = 'overruled';
	if (rule.ruledFinishMs !== null && course.finish) course.finish.status = 'overruled';
	if (course.splits.length > 1) course.splits.sort((a, b) => a.position - b.position);
	course.splits = keepLongestChain(course.splits, {
		startMs: rule.ruledStartMs ?? course.start.read?.ms ?? -Infinity,
		finishMs: rule.ruledFinishMs ?? course.finish?.ms ?? Infinity
	});
	return course;
}

interface Bench {
	context: RaceContext;
	course: CourseReads;
	rule: CourseRule;
}

function judgeLine(bench: Bench, { line, reads }: { line: Line; reads: readonly Read[] }): void {
	const { course, rule } = bench;
	if (line.checkpoint.kind === 'start-finish') {
		const judged = judgeStartFinish(reads, { line, gunMs: rule.gunMs, ruledStartMs: rule.ruledStartMs });
		joinStart(course, judged.start);
		if (judged.startOrFinish) course.flags.push('start-or-finish');
		addCrossings(bench, { line, crossings: judged.finish });
		return;
	}
	// An authorised early starter runs from the own start, everyone else from the gun.
	const fromMs = Math.min(rule.gunMs, rule.ruledStartMs ?? Infinity);
	const crossings = countCrossings(sinceStart(reads, fromMs), {
		line,
		notBeforeMs: fromMs + line.checkpoint.minTimeMs
	});
	addCrossings(bench, { line, crossings });
}

/** Reads before the start never count; most runners have none. */
function sinceStart(reads: readonly Read[], fromMs: number): readonly Read[] {
	let first = 0;
	for (let read = reads[0]; read && read.ms < fromMs; read = reads[++first]) read.status = 'before-start';
	return first === 0 ? reads : reads.slice(first);
}

function addCrossings(
	{ context, course }: Bench,
	{ line, crossings }: { line: Line; crossings: Crossings }
): void {
	if (crossings.disagreeing) course.flags.push('devices-disagree');
	const { kind, maxOccurrences } = line.checkpoint;
	let occurrence = 0;
	for (const read of crossings.counted) {
		occurrence++;
		if (kind !== 'split' && occurrence === maxOccurrences) joinFinish(course, read);
		else course.splits.push({ read, occurrence, position: coursePosition(context.race, line, occurrence) });
	}
}

/** Where a race has several finish lines, the first one crossed is the finish. */
function joinFinish(course: CourseReads, read: Read): void {
	const [first, second] =
		course.finish && course.finish.ms <= read.ms ? [course.finish, read] : [read, course.finish];
	course.finish = first;
	if (second) second.status = 'over-limit';
}

/** Where a race has several start lines, the last start within the window counts. */
function joinStart(course: CourseReads, start: Start): void {
	const { read, early, late } = course.start;
	if (!read && !early && !late) {
		course.start = start;
		return;
	}
	const [last, before] =
		read && start.read && start.read.ms < read.ms ? [read, start.read] : [start.read ?? read, read];
	if (before && before !== last) before.status = 'superseded-start';
	course.start = {
		read: last,
		early: last ? null : (early ?? start.early),
		late: last ? null : (late ?? start.late),
		disagreeing: course.start.disagreeing || start.disagreeing
	};
}
