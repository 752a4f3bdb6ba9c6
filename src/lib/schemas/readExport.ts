/** What a phone hands over by hand when it never meets a network: its reads as it would have sent them. No token, no name. */
import { z } from 'zod';
import { InstantSchema, SlugSchema } from './base/common.ts';
import { DeviceNameSchema } from './passing.ts';

/** More than a phone reads in a season. */
export const MAX_EXPORTED_READS = 50_000;

export const ReadExportSchema = z.strictObject({
	format: z.literal('awareness-run-reads'),
	version: z.literal(1),
	event: SlugSchema,
	device: DeviceNameSchema,
	madeAt: InstantSchema,
	/** Items of POST /passings; each is judged by itself, so that one bad read does not keep the others out. */
	items: z.array(z.unknown()).max(MAX_EXPORTED_READS)
});
export type ReadExport = z.input<typeof ReadExportSchema>;
