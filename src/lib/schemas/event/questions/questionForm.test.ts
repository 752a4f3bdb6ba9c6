import { describe, expect, test } from 'vitest';
import { EventDocumentSchema } from '#lib/schemas/event/event.ts';
import { changedSettings, type Settings } from '#lib/schemas/event/madeFrom.ts';
import { questionForm } from './questionForm.ts';

const document = EventDocumentSchema.parse({
	name: 'Run',
	date: '2027-06-06',
	timeZone: 'Europe/Chisinau',
	place: 'Chișinău',
	practice: false,
	questions: [
		{
			slug: 'shirt',
			kind: 'choice',
			label: { en: 'Shirt', ro: 'Tricou' },
			races: ['5k'],
			choices: [
				{ slug: 'small', label: { en: 'Small', ro: 'Mic' } },
				{ slug: 'large', label: { en: 'Large', ro: 'Mare' } }
			]
		},
		{
			slug: 'size',
			kind: 'choice',
			label: { ro: 'Mărime' },
			choices: [
				{ slug: 'mic', label: { ro: 'Mic' } },
				{ slug: 'mare', label: { ro: 'Mare' } }
			]
		},
		{ slug: 'colour', kind: 'choice', label: { en: 'Colour' }, asked: false }
	],
	races: [
		{
			slug: '5k',
			name: '5 km',
			distanceM: 5000,
			waves: [{ slug: 'all' }],
			checkpoints: [{ slug: 'finish', kind: 'finish' }]
		}
	]
});
const of = (slug: string) => {
	const form = questionForm(slug);
	const was = form.settingsOf(document) ?? {};
	const save = (typed: Settings) => form.withSettings(document, changedSettings(typed, was));
	const saved = (typed: Settings) => {
		const made = save(typed);
		if (!made.ok) throw new Error(JSON.stringify(made.error));
		return made.value.questions?.find((question) => question.slug === slug);
	};
	const faults = (typed: Settings) => {
		const made = save(typed);
		return made.ok ? [] : made.error;
	};
	return { was, saved, faults };
};

describe('the form of a question', () => {
	test('is about a question that is there', () => {
		expect(questionForm('bus').settingsOf(document)).toBeNull();
	});

	test('saved as it stands changes nothing', () => {
		const { was, saved } = of('shirt');
		expect(was).toMatchObject({ choices_en: 'Small\nLarge', choices_ru: '', race_5k: 'yes' });
		expect(saved(was)).toEqual(document.questions?.[0]);
	});

	test('a choice that is still worded as before keeps what its answers are stored by, wherever it stands', () => {
		const { was, saved } = of('shirt');
		const typed = { ...was, choices_en: 'Medium\nLarge\nSmall', choices_ro: 'Mediu\nMare\nMic' };
		expect(saved(typed)?.choices).toEqual([
			{ slug: 'medium', label: { en: 'Medium', ro: 'Mediu' } },
			{ slug: 'large', label: { en: 'Large', ro: 'Mare' } },
			{ slug: 'small', label: { en: 'Small', ro: 'Mic' } }
		]);
	});

	test('a choice keeps it also where another language is written before its own', () => {
		const { was, saved } = of('size');
		expect(was).toMatchObject({ choices_en: '', choices_ro: 'Mic\nMare' });
		expect(saved({ ...was, choices_en: 'Small\nLarge' })?.choices.map(({ slug }) => slug)).toEqual([
			'mic',
			'mare'
		]);
	});

	test('with its first choices it is asked', () => {
		const { was, saved } = of('colour');
		expect(was.asked).toBe('');
		expect(saved({ ...was, choices_en: 'Red\nBlue' })).toMatchObject({ asked: true });
	});

	test.each([
		[{ label_en: '', label_ro: '' }, 'label_en', 'label-missing'],
		[{ label_en: 'a'.repeat(201) }, 'label_en', 'text'],
		[{ kind: 'colour' }, 'kind', 'choice'],
		[{ choices_en: 'Small' }, 'choices_ro', 'choices-differ'],
		[{ choices_en: 'Small\nSmall' }, 'choices_en', 'same-choice'],
		[{ choices_en: '', choices_ro: '' }, 'choices_en', 'too-few-choices'],
		[{ choices_en: 'Small', choices_ro: 'Mic' }, 'choices_en', 'too-few-choices']
	])('%j is refused at %s by the rule %s', (part, field, reason) => {
		const { was, faults } = of('shirt');
		expect(faults({ ...was, ...part } as Settings)).toEqual([expect.objectContaining({ field, reason })]);
	});
});
