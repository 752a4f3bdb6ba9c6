/** The list of participants as CSV, with the headings that an import takes. */
import { headingOf } from '#lib/domain/people/import/answerColumns.ts';
import { DAY_KINDS } from '#lib/domain/people/questions.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import {
	MAX_PARTICIPANTS_PAGE,
	ShownParticipantSchema,
	type ParticipantsQuery,
	type ShownParticipant
} from '#lib/schemas/participant.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { csvText } from '#lib/server/csv/csvText.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import { findEventRef } from '#lib/server/events/store/events.ts';
import type { Db } from '#lib/server/database/db.ts';
import { findQuestions } from '#lib/server/events/store/formTexts.ts';
import { findAnswers } from './answers/store/answers.ts';
import { readParticipants } from './participants.ts';

/** What a list cannot set. */
const NOT_LISTED = ['id', 'state', 'aliasReleased', 'mergedInto'];
const HEADINGS = Object.keys(ShownParticipantSchema.shape).filter((field) => !NOT_LISTED.includes(field));

/** Without what an import does not take, so that the list can be sent back. */
export const csvOfParticipants = (items: ShownParticipant[]): string =>
	csvText(items, { header: true, columns: HEADINGS, bom: true });

/** With a column for each question, but those that are for the day alone: they stay in the desk. */
async function withAnswers(
	db: Db,
	{ eventId, items }: { eventId: string; items: ShownParticipant[] }
): Promise<string> {
	const asked = (await findQuestions(db, eventId)).filter(({ kind }) => !DAY_KINDS.includes(kind));
	if (asked.length === 0) return csvOfParticipants(items);
	const answers = await findAnswers(db, {
		participantIds: items.map(({ id }) => id),
		questions: asked.map(({ slug }) => slug)
	});
	const rows = items.map((item) => ({
		...item,
		...Object.fromEntries(
			(answers.get(item.id) ?? []).map(({ question, value }) => [headingOf(question), value])
		)
	}));
	const columns = [...HEADINGS, ...asked.map(({ slug }) => headingOf(slug))];
	return csvText(rows, { header: true, columns, bom: true });
}

/** Everybody of the event whom the filters of the query leave, on whichever page, in its order. Organisers only. */
export async function participantsCsv(
	app: App,
	caller: Caller,
	{ event, query: wanted }: { event: string; query: ParticipantsQuery }
): Promise<Result<string, Refusal>> {
	const find = () => findEventRef(app.database.prisma, event);
	const opened = await openAs(caller, { slug: event, verb: 'export', find });
	if (!opened.ok) return opened;
	const items: ShownParticipant[] = [];
	for (let page = 1, total = 1; items.length < total; page += 1) {
		const query = { ...wanted, page, pageSize: MAX_PARTICIPANTS_PAGE };
		const read = await readParticipants(app, caller, { event, query });
		if (!read.ok) return read;
		if (read.value.items.length === 0) break;
		items.push(...read.value.items);
		total = read.value.total;
	}
	return ok(await withAnswers(app.database.prisma, { eventId: opened.value.id, items }));
}
