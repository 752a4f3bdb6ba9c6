/** An event for tests that asks one question of each kind that matters, and who answers them. */
import { expect } from 'vitest';
import type { Question } from '#lib/domain/people/questions.ts';
import type { WrittenEventDocument } from '#lib/schemas/event/event.ts';
import { register } from '#lib/server/registration/register.ts';
import type { Call } from './apiOfFile.ts';
import { anEvent, aRace } from './eventDocuments.ts';
import { aRegistration, PUBLIC } from './openEvent.ts';
import type { TestApi } from './server.ts';

export const asks = (part: Partial<Question> & Pick<Question, 'slug' | 'kind'>): Question => ({
	label: { en: part.slug },
	required: false,
	asked: true,
	races: [],
	choices: [],
	...part
});
export const QUESTIONS: Question[] = [
	asks({
		slug: 'shirt',
		kind: 'size',
		required: true,
		label: { en: 'Shirt', ro: 'Tricou' },
		choices: [
			{ slug: 's', label: { en: 'S' } },
			{ slug: 'm', label: { en: 'M', ro: 'Mediu' } }
		]
	}),
	asks({ slug: 'bus', kind: 'yes-no', races: ['1k'] }),
	asks({ slug: 'call', kind: 'emergency-contact' }),
	asks({ slug: 'health', kind: 'medical-note' })
];

/** Of the event `run`, with a race `5k` and one for children, `1k`. */
export function askingEvent(api: TestApi, call: Call) {
	const put = (document: WrittenEventDocument) =>
		call<WrittenEventDocument>('/events/run', { method: 'PUT', key: api.ownerKey, json: document });
	const enter = (answers: Record<string, string>, race = '5k') =>
		register(api.app, PUBLIC, {
			eventSlug: 'run',
			registration: aRegistration({ race, birthDate: '1990-05-17' }),
			answers,
			locale: 'en'
		});
	return {
		put,
		enter,
		async open(questions = QUESTIONS): Promise<void> {
			api.setNow(Date.parse('2018-05-01T12:00:00Z'));
			const races = [aRace({ capacity: null }), aRace({ slug: '1k', name: 'Children' })];
			const made = await put(anEvent({ races, questions } as Partial<WrittenEventDocument>));
			expect(made.status).toBe(200);
		},
		/** Answers the participant's id. */
		async entered(answers: Record<string, string>, race = '5k'): Promise<string> {
			const made = await enter(answers, race);
			if (!made.ok) throw new Error(JSON.stringify(made.error));
			return made.value.participantId;
		}
	};
}
