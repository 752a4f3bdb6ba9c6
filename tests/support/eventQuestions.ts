/** Questions of an event for tests: one of each kind that matters. */
import type { Question } from '#lib/domain/people/questions.ts';

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
