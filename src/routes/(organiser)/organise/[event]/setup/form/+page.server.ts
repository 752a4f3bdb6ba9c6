import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail, redirect } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { QUESTION_KINDS, wordedIn } from '#lib/domain/people/questions.ts';
import { LONGEST_LABEL, MOST_QUESTIONS } from '#lib/schemas/event/questions/question.ts';
import { app } from '#lib/server/app.ts';
import {
	addQuestion,
	eventQuestions,
	raiseQuestion,
	removeQuestion,
	type NewQuestionRefusal
} from '#lib/server/events/eventQuestions.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { orFail } from '../../../../refusals.ts';
import { refusalWords } from '../../../../refusalWords.ts';
import { text } from '../../formValues.ts';
import { partUseWords } from '../partUseWords.ts';
import { kindWords } from './words.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = {
	load: 'edit-event',
	add: 'edit-event',
	raise: 'edit-event',
	remove: 'edit-event'
} satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { questions, races } = orFail(await eventQuestions(app(), locals.caller, params));
	const nameOf = (slug: string): string => races.find((race) => race.slug === slug)?.name ?? slug;
	return {
		questions: questions.map(({ slug, kind, label, required, asked, races, answers }) => ({
			slug,
			label: wordedIn(label, getLocale()),
			facts: [
				kindWords[kind](),
				required ? m.question_required() : m.question_optional(),
				...races.map(nameOf),
				...(answers > 0 ? [m.question_has_answers({ count: answers })] : [])
			],
			asked
		})),
		kinds: QUESTION_KINDS.map((value) => ({ value, label: kindWords[value]() })),
		longest: LONGEST_LABEL
	};
};

function addFault(error: NewQuestionRefusal, label: string): { field: string; message: string } {
	switch (error.why) {
		case 'refused':
			return { field: '', message: refusalWords(error.refusal) };
		case 'too-many':
			return { field: 'label', message: m.question_too_many({ most: MOST_QUESTIONS }) };
		case 'kind':
			return { field: 'kind', message: m.new_event_fault_choice({ label: m.question_kind() }) };
		case 'label':
			return {
				field: 'label',
				message:
					label === ''
						? m.new_event_fault_missing({ label: m.question_label() })
						: m.question_label_long({ label: m.question_label(), most: LONGEST_LABEL })
			};
	}
}

export const actions: Actions = {
	add: async ({ request, locals, params }) => {
		const form = await readForm(request);
		const values = { label: text(form, 'label'), kind: text(form, 'kind') };
		const asked = { event: params.event, ...values, locale: getLocale() };
		const added = await addQuestion(app(), locals.caller, asked);
		if (added.ok) redirect(303, localizeHref(`/organise/${params.event}/setup/form/${added.value}`));
		return fail(400, { values, errors: [addFault(added.error, values.label)] });
	},
	raise: async ({ request, locals, params }) => {
		const question = text(await readForm(request), 'question');
		const raised = await raiseQuestion(app(), locals.caller, { event: params.event, question });
		if (raised.ok) return { done: null };
		return fail(409, { errors: [{ field: '', message: refusalWords(raised.error) }] });
	},
	remove: async ({ request, locals, params }) => {
		const form = await readForm(request);
		const [question, label] = [text(form, 'question'), text(form, 'label')];
		const removed = await removeQuestion(app(), locals.caller, { event: params.event, question });
		if (removed.ok) return { done: m.question_removed() };
		const [use] = removed.error.inUse ?? [];
		const message = use
			? `${partUseWords(use, label)} ${m.question_ask_no_more_instead()}`
			: refusalWords(removed.error);
		return fail(409, { errors: [{ field: '', message }] });
	}
};
