/** The list of participants as CSV, with the headings that an import takes. */
import { stringify } from 'csv-stringify/sync';
import { ok, type Result } from '#lib/domain/result.ts';
import {
	MAX_PARTICIPANTS_PAGE,
	ShownParticipantSchema,
	type ShownParticipant
} from '#lib/schemas/participant.ts';
import type { Refusal } from '#lib/schemas/problem.ts';
import type { App } from '../app.ts';
import type { Caller } from '../caller.ts';
import { readParticipants } from './participants.ts';

const HEADINGS = Object.keys(ShownParticipantSchema.shape).filter(
	(field) => field !== 'id' && field !== 'state'
);

/** Without id and state, so that the list can be sent back. A cell that a spreadsheet would run as a formula is escaped. */
export const csvOfParticipants = (items: ShownParticipant[]): string =>
	stringify(items, { header: true, columns: HEADINGS, bom: true, escape_formulas: true });

/** Everybody of the event, or of one race. Organisers only. */
export async function participantsCsv(
	app: App,
	caller: Caller,
	{ event, race }: { event: string; race?: string }
): Promise<Result<string, Refusal>> {
	const items: ShownParticipant[] = [];
	for (let page = 1, total = 1; items.length < total; page += 1) {
		const query = { race, page, pageSize: MAX_PARTICIPANTS_PAGE };
		const read = await readParticipants(app, caller, { event, query });
		if (!read.ok) return read;
		if (read.value.items.length === 0) break;
		items.push(...read.value.items);
		total = read.value.total;
	}
	return ok(csvOfParticipants(items));
}
