/** The reads of this phone as one text, for a file or for QR pages: what it would send, whether it was sent or not. */
import type { ReadExport } from '#lib/schemas/readExport.ts';
import type { Correction } from './outbox.ts';
import { passingItem } from './passingMessage.ts';
import type { Read } from '#lib/scanner/read.ts';

/**
 * Reads that were taken back stay out. `corrections` are those known now; they are not kept, since a later meeting with the
 * server may know better ones.
 */
export function exportOf(
	reads: readonly Read[],
	{ event, device, madeMs, corrections }: ExportInput
): string {
	const correctionOf = new Map(corrections.map((correction) => [correction.id, correction]));
	const items = reads
		.filter(({ state }) => state !== 'undone')
		.map((read) => passingItem(read.offsetMs === null ? { ...read, ...correctionOf.get(read.id) } : read));
	const made: ReadExport = {
		format: 'awareness-run-reads',
		version: 1,
		event,
		device,
		madeAt: new Date(madeMs).toISOString(),
		items
	};
	return JSON.stringify(made);
}

interface ExportInput {
	/** Slug. */
	event: string;
	device: string;
	/** Epoch milliseconds. */
	madeMs: number;
	corrections: readonly Correction[];
}
