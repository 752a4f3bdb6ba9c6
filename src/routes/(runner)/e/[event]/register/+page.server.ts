import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { answersTo } from '#lib/domain/people/questions.ts';
import { formFields, parseRegistration } from '#lib/schemas/registration.ts';
import { app } from '#lib/server/app.ts';
import { limitAct } from '#lib/server/limits/limitAct.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { offeredEntry } from '#lib/server/registration/entryOffer.ts';
import { register } from '#lib/server/registration/register.ts';
import { longDate } from '#lib/ui/dates.ts';
import { registrationControls } from '../../../../personControls.ts';
import { tooManyTries } from '../../../../tooManyTries.ts';
import { formErrors } from '../../../faultWords.ts';
import { setRunnerCookie } from '../../../runnerCookie.ts';
import { questionControls, questionLabels, typedAnswers } from '../../../../questionControls.ts';
import { closedWords, raceWords, refusalWords } from './refusalWords.ts';

export const _verbs = { load: 'see-public', default: 'see-public' } satisfies RouteVerbs;

export const load = async ({ params, locals }) => {
	const offer = await offeredEntry(app(), locals.caller, { eventSlug: params.event, locale: getLocale() });
	if (!offer.ok) error(404, 'not-found');
	const { date, races: offered } = offer.value;
	// Put into words here, so that a phone need not load them in every language.
	const { walk, rules: ownRules } = offer.value;
	const used = walk ? m.walk_rules_4() : m.runner_rules_4();
	const rules = [m.runner_rules_1(), m.runner_rules_2(), m.runner_rules_3(), used];
	const consents = {
		intro: m.runner_consents_intro(),
		photos: m.runner_photos_hint(),
		title: walk ? m.walk_rules() : m.runner_rules(),
		terms: walk ? m.walk_terms() : m.runner_terms(),
		nextYear: walk ? m.walk_next_year() : m.runner_next_year(),
		rules,
		own: ownRules && m.runner_own_rules({ version: ownRules.version })
	};
	const { guardianUnderAge: age } = offer.value;
	const guardian = {
		title: m.runner_part_guardian({ age }),
		intro: m.runner_guardian_intro(),
		consent: m.runner_guardian_consent()
	};
	const person = registrationControls({ walk });
	const birth = {
		legend: m.runner_birth(),
		hint: m.runner_birth_hint(),
		why: m.runner_birth_why(),
		day: m.runner_birth_day(),
		month: m.runner_birth_month(),
		year: m.runner_birth_year()
	};
	const sex = {
		legend: m.runner_sex(),
		why: m.runner_sex_why(),
		options: [
			{ value: 'F', label: m.runner_sex_F() },
			{ value: 'M', label: m.runner_sex_M() },
			{ value: 'X', label: m.runner_sex_X() },
			{ value: 'unsaid', label: m.runner_sex_unsaid() }
		]
	};
	const races = offered.map((race) => ({ value: race.slug, label: raceWords(race) }));
	const { questions, ...entry } = offer.value;
	return {
		entry,
		questions: questionControls(questions),
		races,
		closed: closedWords(offer.value),
		day: longDate(date),
		person,
		sex,
		birth,
		guardian,
		consents
	};
};

export const actions = {
	default: async ({ request, params, locals, cookies, url, getClientAddress, setHeaders }) => {
		const values = formFields(await readForm(request));
		const tried = await limitAct(app(), 'register', { address: getClientAddress() });
		if (!tried.ok)
			return fail(429, { values, errors: [tooManyTries(setHeaders, tried.error)], advice: null });
		const offer = await offeredEntry(app(), locals.caller, {
			eventSlug: params.event,
			locale: getLocale()
		});
		const questions = offer.ok ? offer.value.questions : [];
		const labels = questionLabels(questions);
		const answers = typedAnswers(questions, values);
		const parsed = parseRegistration(values);
		if (!parsed.ok) {
			const answered = answersTo(questions, { race: values.race ?? '', answers });
			const faults = [...parsed.error, ...(answered.ok ? [] : answered.error)];
			return fail(400, { values, errors: formErrors(faults, labels), advice: null });
		}
		const answer = await register(app(), locals.caller, {
			eventSlug: params.event,
			registration: parsed.value,
			answers,
			rulesRead: Number(values.rulesVersion) || null,
			locale: getLocale()
		});
		if (!answer.ok) {
			const { why, faults } = answer.error;
			if (why === 'faults') return fail(400, { values, errors: formErrors(faults, labels), advice: null });
			return fail(409, { values, ...refusalWords(why) });
		}
		setRunnerCookie({ cookies, request, url }, answer.value.session);
		redirect(303, `${localizeHref('/me')}?new`);
	}
};
