/** Questions are written, ordered and taken out, and none takes answers along. */
import { describe, expect, test } from 'vitest';
import type { Question } from '#lib/domain/people/questions.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import type { WrittenEventDocument } from '#lib/schemas/event/event.ts';
import {
	addQuestion,
	eventQuestions,
	raiseQuestion,
	removeQuestion
} from '#lib/server/events/eventQuestions.ts';
import { addRace, removeRace } from '#lib/server/events/eventRaces.ts';
import { apiOfFile } from '../support/apiOfFile.ts';
import { anEvent, aRace } from '../support/eventDocuments.ts';
import { askingEvent, asks, QUESTIONS } from '../support/eventQuestions.ts';

const { api, call } = apiOfFile();
const OWNER: Caller = { kind: 'owner-key' };

const { put, open, entered } = askingEvent(api, call);
describe('questions of an event', () => {
	test('stay where a document leaves them out; at most 30; each of a race that is there', async () => {
		await open();
		await put(anEvent({ races: [aRace(), aRace({ slug: '1k' })] }));
		const read = await call<WrittenEventDocument>('/events/run?as=document');
		expect(read.body.questions?.map(({ slug }) => slug)).toEqual(['shirt', 'bus', 'call', 'health']);
		const many = Array.from({ length: 200 }, (_, i) => asks({ slug: `q${i}`, kind: 'text' }));
		const refused = await call('/events/run', {
			method: 'PUT',
			key: api.ownerKey,
			json: { ...anEvent(), questions: [...many, asks({ slug: 'x', kind: 'choice', races: ['10k'] })] }
		});
		const faults = (answer: typeof refused) =>
			answer.body.errors?.map(({ pointer, message }) => `${pointer} ${message}`);
		expect(faults(refused)).toEqual(['/questions must have at most 30 items']);
		const wrong = await call('/events/run', {
			method: 'PUT',
			key: api.ownerKey,
			json: { ...anEvent(), questions: [asks({ slug: 'x', kind: 'choice', races: ['10k'] })] }
		});
		expect(faults(wrong)).toEqual([
			'/questions/0/choices must have at least two choices',
			'/questions/0/races/0 must be the slug of one of the races'
		]);
	});

	test('one that has answers cannot be taken out, nor a choice that somebody chose', async () => {
		await open();
		await entered({ shirt: 'm' });
		const removed = await removeQuestion(api.app, OWNER, { event: 'run', question: 'shirt' });
		expect(removed).toMatchObject({
			error: { reason: 'in-use', inUse: [{ question: 'shirt', answers: 1 }] }
		});
		const [shirt] = QUESTIONS;
		const only = (slug: string) => ({
			...anEvent({ races: [aRace(), aRace({ slug: '1k' })] }),
			questions: [
				{
					...shirt,
					choices: [
						{ slug, label: { en: slug } },
						{ slug: 'xl', label: { en: 'XL' } }
					]
				},
				...QUESTIONS.slice(1)
			]
		});
		const answer = (document: object) =>
			call('/events/run', { method: 'PUT', key: api.ownerKey, json: document });
		expect((await answer(only('s'))).body.message).toBe(
			'choice shirt/m has 1 answers and cannot be taken out'
		);
		expect((await answer(only('m'))).status).toBe(200);
		expect((await removeQuestion(api.app, OWNER, { event: 'run', question: 'bus' })).ok).toBe(true);
	});

	test('one that has answers stays of its kind: a medical note is never shown to those who see shirts', async () => {
		await open();
		await entered({ shirt: 'm', health: 'asthma' });
		const as = (kind: Question['kind']) =>
			call('/events/run', {
				method: 'PUT',
				key: api.ownerKey,
				json: {
					...anEvent({ races: [aRace(), aRace({ slug: '1k' })] }),
					questions: QUESTIONS.map((question) =>
						question.slug === 'health' ? { ...question, kind } : question
					)
				}
			});
		expect((await as('text')).body).toMatchObject({
			reason: 'in-use',
			message: 'the kind of question health has 1 answers and cannot be taken out'
		});
		expect((await as('medical-note')).status).toBe(200);
	});

	test('are added, put into order, and end with the race that they are for', async () => {
		await open([]);
		const label = { event: 'run', kind: 'text', label: 'How did you hear of us?', locale: 'en' };
		expect(await addQuestion(api.app, OWNER, label)).toEqual({ ok: true, value: 'how-did-you-hear-of-us' });
		expect(await addQuestion(api.app, OWNER, label)).toEqual({ ok: true, value: 'how-did-you-hear-of-us-2' });
		await raiseQuestion(api.app, OWNER, { event: 'run', question: 'how-did-you-hear-of-us-2' });
		const asked = await eventQuestions(api.app, OWNER, { event: 'run' });
		expect(asked.ok && asked.value.questions.map(({ slug }) => slug)).toEqual([
			'how-did-you-hear-of-us-2',
			'how-did-you-hear-of-us'
		]);
	});

	test('a race that is taken out ends what was asked for it alone', async () => {
		await open([asks({ slug: 'bus', kind: 'yes-no', races: ['1k'] }), asks({ slug: 'all', kind: 'text' })]);
		const values = { name: 'Walk', distance: '2', laps: '1', start: '', places: '' };
		expect(await addRace(api.app, OWNER, { event: 'run', values })).toEqual({ ok: true, value: 'walk' });
		expect((await removeRace(api.app, OWNER, { event: 'run', race: '1k' })).ok).toBe(true);
		const asked = await eventQuestions(api.app, OWNER, { event: 'run' });
		expect(asked.ok && asked.value.questions.map(({ slug, asked }) => [slug, asked])).toEqual([
			['bus', false],
			['all', true]
		]);
		const read = await call<WrittenEventDocument>('/events/run?as=document');
		expect((await put(read.body)).status).toBe(200);
	});
});
