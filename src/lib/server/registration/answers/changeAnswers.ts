/** Answers that somebody at the desk writes for a participant: each by the roles that see its kind. */
import { answerFault, SEEN_BY, type Question } from '#lib/domain/people/questions.ts';
import { tidyText } from '#lib/domain/people/tidyText.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import { UuidSchema } from '#lib/schemas/base/common.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import { recordAudit } from '#lib/server/access/audit.ts';
import { actorOf, type Caller } from '#lib/server/access/caller.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import { may } from '#lib/server/access/permissions.ts';
import type { App } from '#lib/server/app.ts';
import { findEventRef, holdEvent } from '#lib/server/events/store/events.ts';
import { findQuestions } from '#lib/server/events/store/formTexts.ts';
import { isParticipantOf } from '#lib/server/registration/store/participants.ts';
import { unknownParticipant } from './answers.ts';
import { deleteAnswers, findAnswers, writeAnswers } from './store/answers.ts';

/** Slug of a question → value as stored; empty: not answered. */
export type AnswerValues = Readonly<Record<string, string>>;

export interface AnswerFault {
	question: Question;
	reason: NonNullable<ReturnType<typeof answerFault>>;
}

export type AnswersRefusal =
	| { why: 'refused'; refusal: Refusal }
	| { why: 'faults'; faults: AnswerFault[] }
	/** `now`: what a form that goes on is made from. */
	| { why: 'clashes'; clashes: { question: Question; theirs: string }[]; now: AnswerValues };

/**
 * Changes what is typed otherwise than the form had it, and nothing else. A required question may be left empty here: who
 * writes it down is not who was asked.
 * @param input.was what the form was made from
 * @returns the changed answers before and after; null: nothing was changed
 */
export async function changeAnswers(
	app: App,
	caller: Caller,
	{ event: slug, id, typed, was }: { event: string; id: string; typed: AnswerValues; was: AnswerValues }
): Promise<Result<{ before: AnswerValues; after: AnswerValues } | null, AnswersRefusal>> {
	return app.database.prisma.$transaction(async (db) => {
		const find = () => findEventRef(db, slug);
		const event = await openAs(caller, { slug, verb: 'change-participants', find });
		if (!event.ok) return err({ why: 'refused', refusal: event.error });
		await holdEvent(db, event.value.id);
		const known =
			UuidSchema.safeParse(id).success && (await isParticipantOf(db, { eventId: event.value.id, id }));
		if (!known) return err({ why: 'refused', refusal: unknownParticipant(id, slug).error });
		const questions = (await findQuestions(db, event.value.id)).filter(({ kind }) =>
			may(caller, SEEN_BY[kind], event.value)
		);
		const given = await findAnswers(db, {
			participantIds: [id],
			questions: questions.map(({ slug }) => slug)
		});
		const stored = new Map(given.get(id)?.map(({ question, value }) => [question, value]));
		const now = Object.fromEntries(questions.map(({ slug }) => [slug, stored.get(slug) ?? '']));
		const changed = questions.flatMap((question) => {
			const [before, sent] = [was[question.slug] ?? '', typed[question.slug]];
			const value = sent === undefined ? before : tidyText(sent);
			return value === before ? [] : [{ question, before, value, stored: now[question.slug] ?? '' }];
		});
		const faults = changed.flatMap(({ question, value }): AnswerFault[] => {
			const reason = value === '' ? null : answerFault(question, value);
			return reason ? [{ question, reason }] : [];
		});
		if (faults.length > 0) return err({ why: 'faults', faults });
		const clashes = changed.filter(({ before, value, stored }) => stored !== before && stored !== value);
		if (clashes.length > 0)
			return err({
				why: 'clashes',
				clashes: clashes.map(({ question, stored }) => ({ question, theirs: stored })),
				now
			});
		const written = changed.filter(({ value, stored }) => value !== stored);
		if (written.length === 0) return ok(null);
		await writeAnswers(
			db,
			written.flatMap(({ question, value }) =>
				value === '' ? [] : [{ participantId: id, question: question.slug, value }]
			)
		);
		const emptied = written.filter(({ value }) => value === '').map(({ question }) => question.slug);
		await deleteAnswers(db, { participantId: id, questions: emptied });
		await recordAudit(db, {
			eventId: event.value.id,
			actor: actorOf(caller),
			action: 'answers-changed',
			subject: id,
			details: { questions: written.map(({ question }) => question.slug).join(' ') }
		});
		return ok({
			before: Object.fromEntries(written.map(({ question, stored }) => [question.slug, stored])),
			after: Object.fromEntries(written.map(({ question, value }) => [question.slug, value]))
		});
	});
}
