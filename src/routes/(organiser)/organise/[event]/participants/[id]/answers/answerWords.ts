/** Answers in the language of the page. */
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { wordedIn, type Question } from '#lib/domain/people/questions.ts';
import {
	answerText,
	type ParticipantAnswers,
	type ShownAnswer
} from '#lib/server/registration/answers/answers.ts';
import { questionControls } from '../../../../../../questionControls.ts';

export function answerWords(question: Question, value: string): string {
	if (question.kind === 'yes-no') return value === 'yes' ? m.answer_yes() : m.answer_no();
	return answerText(question, value, getLocale());
}

/** What stands in the form that changes answers, and what it is made from. */
export const answerForm = (changeable: ParticipantAnswers['changeable']) => ({
	controls: questionControls(
		changeable.map(({ question }) => ({ ...question, asked: true, required: false }))
	),
	was: Object.fromEntries(changeable.map(({ question, value }) => [question.slug, value]))
});

export const shownAnswers = (answers: ShownAnswer[]) =>
	answers.map(({ question, value }) => ({
		slug: question.slug,
		label: wordedIn(question.label, getLocale()),
		value: value === null ? null : answerWords(question, value)
	}));
