import { fail } from '@sveltejs/kit';
import { civilDateAt } from '#lib/domain/time/civilDate.ts';
import * as m from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { organisedEvent } from '#lib/server/desk/desk.ts';
import { publishAsking, type PublicationQuestion } from '#lib/server/publication/publicationQuestion.ts';
import { refusalWords } from '../../../refusalWords.ts';
import { orFail } from '../../../refusals.ts';
import { text } from '../formValues.ts';

interface Posted {
	request: Request;
	locals: App.Locals;
	params: { event: string };
}

/** Runners and changes that a question names; the rest are counted. */
const NAMED = 20;

/** What PublishForm posts, on whichever page it stands: published, refused, or asked back with what was filled in. */
export async function publishAs(state: 'provisional' | 'official', { request, locals, params }: Posted) {
	const form = await readForm(request);
	const filled = {
		race: text(form, 'race'),
		note: text(form, 'note'),
		ruleRemaining: text(form, 'ruleRemaining') === 'yes',
		withoutGaps: text(form, 'withoutGaps') === 'yes'
	};
	const confirmed = text(form, 'confirmed');
	const answer = await publishAsking(app(), locals.caller, {
		event: params.event,
		state,
		...filled,
		confirmed
	});
	if (!answer.ok) return fail(400, { errors: [{ field: '', message: refusalWords(answer.error) }] });
	const { published, asked } = answer.value;
	if (!asked) return { done: m.organiser_published({ number: published.number }) };
	const { date, timeZone } = orFail(await organisedEvent(app(), locals.caller, params));
	const today = civilDateAt(app().now(), timeZone);
	return fail(409, { asked: { ...filled, question: shown(asked, { today, day: date }) } });
}

function shown(question: PublicationQuestion, days: { today: string; day: string }) {
	const few = <T>(all: T[]) => ({ items: all.slice(0, NAMED), count: all.length });
	const { moved } = question;
	return {
		...question,
		otherDay: question.otherDay ? days : null,
		dns: few(question.dns),
		dnf: few(question.dnf),
		moved: moved && { number: moved.number, ...few(moved.items) }
	};
}

export interface AskedOfficial {
	race: string;
	note: string;
	ruleRemaining: boolean;
	withoutGaps: boolean;
	question: ReturnType<typeof shown>;
}
