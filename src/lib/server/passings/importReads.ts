/**
 * Reads out of a file of another timing system: understood and shown first, then stored as passings. A row gets its id from
 * what it says, so the same file a second time adds nothing.
 */
import { createHash } from 'node:crypto';
import { err, ok, type Result } from '#lib/domain/result.ts';
import type { TimeMeaning } from '#lib/domain/timing/import/readHeadings.ts';
import { previewReads, type ImportedRead, type ReadPreview } from '#lib/domain/timing/import/readRows.ts';
import { DeviceNameSchema, MAX_PASSINGS, type PassingAnswer } from '#lib/schemas/passing.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { courseIn } from '#lib/server/access/courses.ts';
import { passingIds, type EventFacts } from '#lib/server/results/eventFacts.ts';
import { recordPassings } from './recordPassings.ts';
import { gunStartsOf } from '#lib/server/phones/roster.ts';
import { openFacts } from '#lib/server/results/openFacts.ts';
import { textRecords, type UnreadableText } from '#lib/server/csv/textRecords.ts';

export interface ReadsText {
	event: string;
	/** Slug. */
	race: string;
	/** Without a byte order mark. */
	text: string;
	/** For rows that name no checkpoint. */
	checkpoint: string;
	/** Absent: as the heading says, else as the times look. */
	meaning?: TimeMeaning | undefined;
}

export interface PreviewedRead extends ImportedRead {
	/** Since the earliest gun of the race; null: not started. */
	gunTimeMs: number | null;
	/** Somebody bears this bib or tag. */
	known: boolean;
	/** Stored already, from an earlier import. */
	stored: boolean;
}

export interface PreviewedReads extends Omit<ReadPreview, 'reads'> {
	reads: PreviewedRead[];
}

export type ReadsTextFault = { fault: 'empty' } | ({ fault: 'unreadable' } & UnreadableText);

export async function previewReadsText(
	app: App,
	caller: Caller,
	request: ReadsText
): Promise<Result<Result<PreviewedReads, ReadsTextFault>, Refusal>> {
	const facts = await openFacts(app, caller, request.event, 'time');
	return facts.ok ? previewOf(facts.value, request) : facts;
}

/** Stores what the preview of the same text shows without faults. `rejected`: not as a passing may be, such as an endless chip. */
export async function importReads(
	app: App,
	caller: Caller,
	request: ReadsText
): Promise<Result<Result<Record<PassingAnswer['status'], number>, ReadsTextFault>, Refusal>> {
	const facts = await openFacts(app, caller, request.event, 'time');
	if (!facts.ok) return facts;
	const preview = previewOf(facts.value, request);
	if (!preview.ok) return preview;
	if (!preview.value.ok) return ok(preview.value);
	const counts = { stored: 0, duplicate: 0, rejected: 0 };
	for (const { device, reads } of uploadsOf(preview.value.value.reads)) {
		const items = reads.map((read) => itemOf(facts.value, read));
		const answer = await recordPassings(app, caller, { event: request.event, request: { device, items } });
		if (!answer.ok) return answer;
		for (const { status } of answer.value.items) counts[status]++;
	}
	return ok(ok(counts));
}

function previewOf(
	facts: EventFacts,
	request: ReadsText
): Result<Result<PreviewedReads, ReadsTextFault>, Refusal> {
	const course = courseIn(facts.event, request.race);
	if (!course.ok) return course;
	if (request.text.trim() === '') return ok(err({ fault: 'empty' }));
	const records = textRecords(request.text);
	if (!records.ok) return ok(err({ fault: 'unreadable', ...records.error }));
	const rows: string[][] = [];
	for (const { cells, line } of records.value) rows[line - 1] = cells;
	const { event, whose, rulings } = facts;
	const guns = [...gunStartsOf(course.value, rulings).values()].filter((ms) => ms !== null);
	const gunStartMs = guns.length > 0 ? Math.min(...guns) : null;
	const preview = previewReads(
		Array.from(rows, (cells) => cells ?? []),
		{
			date: event.date,
			timeZone: event.timeZone,
			gunStartMs,
			checkpoint: request.checkpoint,
			checkpoints: course.value.race.checkpoints.map(({ slug }) => slug),
			...(request.meaning === undefined ? {} : { meaning: request.meaning })
		}
	);
	const reads = preview.reads.map((read): PreviewedRead => ({
		...read,
		gunTimeMs: gunStartMs === null ? null : read.atMs - gunStartMs,
		known: whose(read.bib === null ? 'tag' : 'bib', read.bib ?? read.tag) !== null,
		stored: passingIds(facts).has(idOf(facts, read))
	}));
	return ok(ok({ ...preview, reads }));
}

/** By device, each no larger than one upload may be. */
function uploadsOf(reads: readonly ImportedRead[]): { device: string; reads: ImportedRead[] }[] {
	const uploads: { device: string; reads: ImportedRead[] }[] = [];
	const open = new Map<string, ImportedRead[]>();
	for (const read of reads) {
		const device = deviceOf(read);
		let upload = open.get(device);
		if (!upload || upload.length === MAX_PASSINGS) {
			upload = [];
			open.set(device, upload);
			uploads.push({ device, reads: upload });
		}
		upload.push(read);
	}
	return uploads;
}

const itemOf = (facts: EventFacts, read: ImportedRead) => ({
	id: idOf(facts, read),
	seq: read.line,
	checkpoint: read.checkpoint,
	kind: read.bib === null ? 'chip' : 'import',
	...(read.bib === null ? { tag: read.tag } : { bib: read.bib }),
	at: new Date(read.atMs).toISOString(),
	resolutionMs: read.resolutionMs
});

const UNNAMED_DEVICE = 'import';

function deviceOf({ device }: ImportedRead): string {
	const name = (device ?? '')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-+|-+$/g, '');
	const parsed = DeviceNameSchema.safeParse(name);
	return parsed.success ? parsed.data : UNNAMED_DEVICE;
}

/** A UUID (version 8) of what the row says. */
function idOf({ event }: EventFacts, read: ImportedRead): string {
	const said = [event.id, deviceOf(read), read.checkpoint, read.bib, read.tag, read.atMs].join('\n');
	const hex = createHash('sha256').update(said).digest('hex');
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`8${hex.slice(13, 16)}`,
		`a${hex.slice(17, 20)}`,
		hex.slice(20, 32)
	].join('-');
}
