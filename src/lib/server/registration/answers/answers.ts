/** Answers to an event's questions at the desk: each is seen by the roles that its kind is for. */
import {
	DAY_KINDS,
	isAskedFor,
	KEPT_DAYS,
	SEEN_BY,
	wordedIn,
	type Question
} from '#lib/domain/people/questions.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import { UuidSchema } from '#lib/schemas/base/common.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import { recordAudit } from '#lib/server/access/audit.ts';
import { actorOf, type Caller } from '#lib/server/access/caller.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import { may } from '#lib/server/access/permissions.ts';
import { findEventRef } from '#lib/server/events/store/events.ts';
import { findQuestions } from '#lib/server/events/store/formTexts.ts';
import { findAnswers, forgetAnswers } from './store/answers.ts';
import { isParticipantOf } from '#lib/server/registration/store/participants.ts';

export interface ShownAnswer {
	question: Question;
	/** As stored; null: it is there, and this caller does not see it without an act of its own. */
	value: string | null;
}

export interface ParticipantAnswers {
	/** In the order of the questions; those that nobody answered are left out. */
	shown: ShownAnswer[];
	/** What this caller may answer for the participant; empty text: not answered. */
	changeable: { question: Question; value: string }[];
}

/** @param wanted.race slug of the participant's race */
export async function participantAnswers(
	app: App,
	caller: Caller,
	{ event: slug, id, race }: { event: string; id: string; race: string }
): Promise<Result<ParticipantAnswers, Refusal>> {
	const db = app.database.prisma;
	const find = () => findEventRef(db, slug);
	const event = await openAs(caller, { slug, verb: 'see-participants', find });
	if (!event.ok) return event;
	const known =
		UuidSchema.safeParse(id).success && (await isParticipantOf(db, { eventId: event.value.id, id }));
	if (!known) return unknownParticipant(id, slug);
	const questions = await findQuestions(db, event.value.id);
	const answers = await findAnswers(db, {
		participantIds: [id],
		questions: questions.map(({ slug }) => slug)
	});
	const given = new Map(answers.get(id)?.map(({ question, value }) => [question, value]));
	const sees = ({ kind }: Question): boolean => may(caller, SEEN_BY[kind], event.value);
	const changes = may(caller, 'change-participants', event.value);
	return ok({
		shown: questions.flatMap((question): ShownAnswer[] => {
			const value = given.get(question.slug);
			if (value === undefined) return [];
			return [{ question, value: sees(question) ? value : null }];
		}),
		changeable: questions
			.filter((question) => changes && sees(question))
			.filter((question) => isAskedFor(question, race) || given.has(question.slug))
			.map((question) => ({ question, value: given.get(question.slug) ?? '' }))
	});
}

/** Opened by somebody whose role is not for it, because it is needed now: that it was stands in the audit, not what it says. */
export async function openAnswer(
	app: App,
	caller: Caller,
	{ event: slug, id, question: asked }: { event: string; id: string; question: string }
): Promise<Result<{ question: Question; value: string }, Refusal>> {
	return app.database.prisma.$transaction(async (db) => {
		const find = () => findEventRef(db, slug);
		const event = await openAs(caller, { slug, verb: 'see-contact', find });
		if (!event.ok) return event;
		const question = (await findQuestions(db, event.value.id)).find(({ slug }) => slug === asked);
		const known =
			UuidSchema.safeParse(id).success && (await isParticipantOf(db, { eventId: event.value.id, id }));
		if (!question || !known) return unknownParticipant(id, slug);
		const answers = await findAnswers(db, { participantIds: [id], questions: [asked] });
		const [answer] = answers.get(id) ?? [];
		if (!answer) return refuse('not-found', `${id} has not answered ${asked}`);
		await recordAudit(db, {
			eventId: event.value.id,
			actor: actorOf(caller),
			action: 'answer-opened',
			subject: id,
			details: { question: asked, kind: question.kind }
		});
		return ok({ question, value: answer.value });
	});
}

export const unknownParticipant = (id: string, slug: string): { ok: false; error: Refusal } =>
	err({ reason: 'participant-unknown', message: `there is no participant ${id} in ${slug}` });

/** As people read it; `yes` and `no` stay, for the page to word. */
export const answerText = ({ kind, choices }: Question, value: string, locale: string): string => {
	if (kind !== 'choice' && kind !== 'size') return value;
	const choice = choices.find(({ slug }) => slug === value);
	return choice ? wordedIn(choice.label, locale) : value;
};

const DAY_MS = 86_400_000;

/** Whom to call and what concerns health, of events that were more than `KEPT_DAYS` ago. @returns how many */
export const forgetDayAnswers = (app: App): Promise<number> =>
	forgetAnswers(app.database.prisma, {
		kinds: DAY_KINDS,
		before: new Date(app.now() - KEPT_DAYS * DAY_MS)
	});
