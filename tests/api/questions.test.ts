/** What an event asks itself: answered at registration and by lists, seen by the roles it is for, gone when it is due. */
import { describe, expect, test } from 'vitest';
import { answersTo } from '#lib/domain/people/questions.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import type { Role } from '#lib/domain/access/roles.ts';
import {
	forgetDayAnswers,
	openAnswer,
	participantAnswers
} from '#lib/server/registration/answers/answers.ts';
import { changeAnswers, type AnswerValues } from '#lib/server/registration/answers/changeAnswers.ts';
import { participantsCsv } from '#lib/server/registration/participantsCsv.ts';
import { previewParticipants } from '#lib/server/registration/previewParticipants.ts';
import { apiOfFile } from '../support/apiOfFile.ts';

import { askingEvent, asks } from '../support/eventQuestions.ts';

const { api, call } = apiOfFile();
const OWNER: Caller = { kind: 'owner-key' };

const { open, enter, entered } = askingEvent(api, call);
const seen = async (caller: Caller, id: string) => {
	const answers = await participantAnswers(api.app, caller, { event: 'run', id, race: '5k' });
	if (!answers.ok) throw new Error(answers.error.reason);
	return answers.value.shown.map(({ question, value }) => [question.slug, value]);
};
const withRole = async (role: Role): Promise<Caller> => {
	const event = await api.app.database.prisma.event.findUniqueOrThrow({ where: { slug: 'run' } });
	return { kind: 'account', userId: 'someone', roles: [{ role, event: { id: event.id, slug: 'run' } }] };
};

describe('a registration', () => {
	test('is refused at each question that it must answer or answers otherwise than offered', async () => {
		await open();
		const none = await enter({ bus: 'perhaps' }, '1k');
		expect(none).toMatchObject({
			error: {
				faults: [
					{ field: 'q_shirt', reason: 'answer-missing' },
					{ field: 'q_bus', reason: 'answer-not-offered' }
				]
			}
		});
		expect(await api.app.database.prisma.participant.count()).toBe(0);
	});

	test('keeps what its race is asked, and nothing else', async () => {
		await open();
		const id = await entered({ shirt: 'm', bus: 'yes', call: '  Ion,\n069 000 000 ', other: 'x' });
		expect(await seen(OWNER, id)).toEqual([
			['shirt', 'm'],
			['call', 'Ion, 069 000 000']
		]);
		expect(await seen(OWNER, await entered({ shirt: 's', bus: 'yes' }, '1k'))).toContainEqual(['bus', 'yes']);
	});

	test('too long an answer is a fault and not cut', () => {
		const long = answersTo([asks({ slug: 'why', kind: 'text' })], {
			race: '5k',
			answers: { why: 'a'.repeat(501) }
		});
		expect(long).toMatchObject({ error: [{ field: 'q_why', reason: 'answer-too-long' }] });
	});
});

describe('an answer for the day alone', () => {
	test('is seen by the roles it is for; others open it by an act that the audit keeps, without what it says', async () => {
		await open();
		const id = await entered({ shirt: 'm', health: 'asthma', call: 'Ion' });
		expect(await seen(await withRole('check-in'), id)).toEqual([
			['shirt', null],
			['call', 'Ion'],
			['health', 'asthma']
		]);
		const organiser = await withRole('organiser');
		expect(await seen(organiser, id)).toContainEqual(['health', null]);
		const opened = await openAnswer(api.app, organiser, { event: 'run', id, question: 'health' });
		expect(opened).toMatchObject({ value: { value: 'asthma' } });
		const audit = await api.app.database.prisma.auditEntry.findMany({ where: { action: 'answer-opened' } });
		expect(audit).toHaveLength(1);
		expect(
			JSON.stringify(audit, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
		).not.toContain('asthma');
		const timing = await withRole('timing');
		expect(await openAnswer(api.app, timing, { event: 'run', id, question: 'health' })).toMatchObject({
			error: { reason: 'forbidden' }
		});
	});

	test('is gone 30 days after the event, and the others stay', async () => {
		await open();
		const id = await entered({ shirt: 'm', health: 'asthma', call: 'Ion' });
		api.setNow(Date.parse('2018-07-10T12:00:00Z'));
		expect(await forgetDayAnswers(api.app)).toBe(0);
		api.setNow(Date.parse('2018-07-11T12:00:00Z'));
		expect(await forgetDayAnswers(api.app)).toBe(2);
		expect(await seen(OWNER, id)).toEqual([['shirt', 'm']]);
	});

	test('is in no list that leaves the desk', async () => {
		await open();
		await entered({ shirt: 'm', health: 'asthma', call: 'Ion' });
		const csv = await participantsCsv(api.app, OWNER, { event: 'run', query: { page: 1, pageSize: 200 } });
		expect(csv.ok && csv.value).toContain('q-shirt,q-bus');
		expect(csv.ok && csv.value).not.toMatch(/asthma|Ion|q-health|q-call/);
	});
});

describe('a list', () => {
	const send = (csv: string) =>
		call<{ items: { status: string; reason: string | null; id: string }[] }>('/events/run/participants', {
			method: 'POST',
			key: api.ownerKey,
			headers: { 'Content-Type': 'text/csv' },
			raw: csv
		});

	test('answers by the question’s short name, or as it is worded in any language', async () => {
		await open();
		const sent = await send('name;race;Tricou;q-bus\nAna;5k;mediu;\nIon;1k;S;da\n');
		const [ana, ion] = sent.body.items.map(({ id }) => id);
		expect(await seen(OWNER, ana ?? '')).toEqual([['shirt', 'm']]);
		expect(await seen(OWNER, ion ?? '')).toEqual([
			['shirt', 's'],
			['bus', 'yes']
		]);
	});

	test('a row that answers otherwise than offered is rejected and keeps no other', async () => {
		await open();
		const sent = await send('name;race;shirt\nAna;5k;XXXL\nIon;5k;M\n');
		expect(sent.body.items.map(({ status, reason }) => [status, reason])).toEqual([
			['rejected', 'invalid-item'],
			['created', null]
		]);
	});

	test('our own list sent back changes nothing, and its preview says so', async () => {
		await open();
		await entered({ shirt: 'm' });
		const item = { name: 'Ana Șase', bib: '1', answers: { shirt: 'm' } };
		const preview = async (answers: object) => {
			const rows = await previewParticipants(api.app, OWNER, {
				event: 'run',
				items: [{ line: 2, item: { ...item, answers } }]
			});
			return rows.ok ? rows.value.map(({ change, faults }) => [change, faults.length]) : rows.error;
		};
		expect(await preview({ shirt: 'm' })).toEqual([['unchanged', 0]]);
		expect(await preview({ shirt: 's' })).toEqual([['updated', 0]]);
		expect(await preview({ shirt: 'xl' })).toEqual([['rejected', 1]]);
	});
});

describe('an answer at the desk', () => {
	const changed = async (caller: Caller, id: string, typed: AnswerValues, was: AnswerValues) =>
		changeAnswers(api.app, caller, { event: 'run', id, typed, was });

	test('is changed, written down and taken out; what was not typed otherwise stays', async () => {
		await open();
		const id = await entered({ shirt: 'm', call: 'Ion' });
		const was = { shirt: 'm', call: 'Ion', health: '' };
		const saved = await changed(OWNER, id, { shirt: ' s ', call: '', health: '' }, was);
		expect(saved).toMatchObject({
			value: { before: { shirt: 'm', call: 'Ion' }, after: { shirt: 's', call: '' } }
		});
		expect(await seen(OWNER, id)).toEqual([['shirt', 's']]);
		if (!saved.ok || !saved.value) throw new Error('nothing was changed');
		await changed(OWNER, id, saved.value.before, saved.value.after);
		expect(await seen(OWNER, id)).toEqual([
			['shirt', 'm'],
			['call', 'Ion']
		]);
		expect(await changed(OWNER, id, was, was)).toMatchObject({ value: null });
		const told = await api.app.database.prisma.auditEntry.findMany({ where: { action: 'answers-changed' } });
		expect(told.map(({ subject, details }) => [subject, details])).toEqual([
			[id, { questions: 'shirt call' }],
			[id, { questions: 'shirt call' }]
		]);
	});

	test('that is not offered or too long is a fault, and nothing is stored', async () => {
		await open();
		const id = await entered({ shirt: 'm' });
		const refused = await changed(
			OWNER,
			id,
			{ shirt: 'xxl', call: 'x'.repeat(501) },
			{ shirt: 'm', call: '' }
		);
		expect(refused).toMatchObject({
			error: {
				why: 'faults',
				faults: [
					{ question: { slug: 'shirt' }, reason: 'answer-not-offered' },
					{ question: { slug: 'call' }, reason: 'answer-too-long' }
				]
			}
		});
		expect(await seen(OWNER, id)).toEqual([['shirt', 'm']]);
	});

	test('of two who change the same, the later one is told; different ones go together', async () => {
		await open();
		const id = await entered({ shirt: 'm', call: 'Ion' });
		const was = { shirt: 'm', call: 'Ion' };
		await changed(OWNER, id, { shirt: 's', call: 'Ion' }, was);
		expect(await changed(OWNER, id, { shirt: '', call: 'Ion' }, was)).toMatchObject({
			error: { why: 'clashes', clashes: [{ question: { slug: 'shirt' }, theirs: 's' }], now: { shirt: 's' } }
		});
		await changed(OWNER, id, { shirt: 'm', call: 'Ana' }, was);
		expect(await seen(OWNER, id)).toEqual([
			['shirt', 's'],
			['call', 'Ana']
		]);
	});

	test('is changed by who sees its kind alone', async () => {
		await open();
		const id = await entered({ shirt: 'm', health: 'asthma' });
		const organiser = await withRole('organiser');
		expect(await changed(organiser, id, { health: 'none' }, { health: '' })).toMatchObject({ value: null });
		expect(await changed(await withRole('timing'), id, { shirt: 's' }, { shirt: 'm' })).toMatchObject({
			error: { why: 'refused', refusal: { reason: 'forbidden' } }
		});
		expect(await seen(await withRole('check-in'), id)).toContainEqual(['health', 'asthma']);
		expect(await seen(OWNER, id)).toContainEqual(['shirt', 'm']);
	});
});
