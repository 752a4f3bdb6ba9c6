/** What a list of participants would change, row by row, before anything is saved. Judged as `importParticipants` will judge it. */
import { planImport, type Outcome, type Rejected } from '#lib/domain/people/import/plan.ts';
import type { ImportRejection } from '#lib/domain/people/import/item.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import { parseWith } from '#lib/schemas/base/faults.ts';
import { ParticipantItemSchema, type ParticipantItem } from '#lib/schemas/participant.ts';
import type { Fault, Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import { mapInTurns } from '#lib/server/inTurns.ts';
import { findEvent } from '#lib/server/events/store/events.ts';
import { situationOf } from './importParticipants.ts';
import { changedAnswers, withoutAnswers } from './answers/importedAnswers.ts';
import type { ListedItem } from './participantsText.ts';

export interface PreviewedRow {
	line: number;
	name: string;
	/** The bib that it would have; of a rejected row the one it asks for. */
	bib: string | null;
	race: string | null;
	change: 'created' | 'updated' | 'unchanged' | 'rejected';
	/** Null unless rejected. */
	reason: ImportRejection | null;
	/** The fields at fault, only with `invalid-item`. */
	faults: { field: string; value: string }[];
}

export async function previewParticipants(
	app: App,
	caller: Caller,
	{ event: slug, items }: { event: string; items: readonly ListedItem[] }
): Promise<Result<PreviewedRow[], Refusal>> {
	const db = app.database.prisma;
	const opened = await openAs(caller, { slug, verb: 'import-participants', find: () => findEvent(db, slug) });
	if (!opened.ok) return opened;
	const event = opened.value;
	const parsed = await mapInTurns(items, ({ item }) => parseWith(ParticipantItemSchema, item));
	const {
		items: judgedItems,
		answers,
		faults
	} = withoutAnswers(parsed.map(judged), event.document.questions);
	const outcomes = planImport(await situationOf(db, { event, items: judgedItems }), judgedItems);
	const answered = await changedAnswers(db, { outcomes, answers });
	return ok(
		outcomes.map((outcome, index) => {
			const { line, item } = items[index] ?? { line: 0, item: {} };
			const read = parsed[index];
			const row = rowOf(outcome, {
				line,
				item,
				faults: read && !read.ok ? read.error : (faults[index] ?? [])
			});
			return row.change === 'unchanged' && answered[index] ? { ...row, change: 'updated' } : row;
		})
	);
}

const judged = (item: Result<ParticipantItem, Fault[]>): Result<ParticipantItem, Rejected> =>
	item.ok ? item : err({ reason: 'invalid-item', message: '' });

function rowOf(outcome: Outcome, { line, item, faults }: ListedItem & { faults: Fault[] }): PreviewedRow {
	if (outcome.ok) {
		const { id, entrant, changed } = outcome.value;
		const change = id === null ? 'created' : changed ? 'updated' : 'unchanged';
		return {
			line,
			name: entrant.name,
			bib: entrant.bib,
			race: entrant.race,
			change,
			reason: null,
			faults: []
		};
	}
	return {
		line,
		name: written(item.name),
		bib: written(item.bib) || null,
		race: written(item.race) || null,
		change: 'rejected',
		reason: outcome.error.reason,
		faults: faults.map(({ pointer, value }) => {
			const [, field = ''] = pointer.split('/');
			return { field, value: written(value ?? item[field]) };
		})
	};
}

const written = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';
