/** A read as the API takes it, and the API's answer per item. */
import type { z } from 'zod';
import type { PassingAnswer, PassingItemSchema } from '#lib/schemas/passing.ts';
import { bodyOf, ItemAnswerSchema, PassingsAnswerSchema } from '#lib/scanner/session/answers.ts';
import type { Read } from '#lib/scanner/read.ts';

/** The wire holds offsets of up to 24 days; a phone that lost its date altogether sends the corrected time instead. */
const LARGEST_OFFSET_MS = 2_147_483_647;

export function passingItem(read: Read): z.input<typeof PassingItemSchema> {
	const offsetMs = read.offsetMs ?? 0;
	const fits = Math.abs(offsetMs) <= LARGEST_OFFSET_MS;
	return {
		id: read.id,
		seq: read.seq,
		checkpoint: read.checkpoint,
		kind: read.kind,
		at: new Date(fits ? read.atMs : read.atMs + offsetMs).toISOString(),
		offsetMs: fits ? offsetMs : 0,
		...(read.uncertaintyMs === null ? {} : { uncertaintyMs: read.uncertaintyMs }),
		...(read.bib === null ? {} : { bib: read.bib }),
		...(read.code === null ? {} : { code: read.code }),
		...(read.lane === null ? {} : { lane: read.lane }),
		...(read.token === null ? {} : { token: read.token })
	};
}

export type ItemAnswer = Pick<PassingAnswer, 'status'> & { reason: string | null };

/** The answers in a body, by id. Null when it is not the API's answer: a captive portal on the field also says 200. */
export function itemAnswers(body: unknown): Map<string, ItemAnswer> | null {
	const said = bodyOf({ body }, PassingsAnswerSchema);
	if (!said) return null;
	const items = said.items.flatMap((item) => bodyOf({ body: item }, ItemAnswerSchema) ?? []);
	return new Map(items.map(({ id, status, reason }) => [id, { status, reason }]));
}
