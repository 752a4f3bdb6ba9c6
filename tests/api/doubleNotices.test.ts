/** The earlier address hears of an entry that may be the same person’s; whoever registers learns nothing. */
import { describe, expect, test } from 'vitest';
import { cancelEntry } from '#lib/server/registration/runnerPage.ts';
import { app, enter, mails, person, prisma, settled, start, useMailbox } from '../support/mailbox.ts';

useMailbox();

describe('when somebody registers who may be entered already', () => {
	const doubles = () => mails().filter(({ subject }) => subject?.startsWith('Somebody registered'));

	test.each([
		['name and birth date', { email: 'new@example.org' }],
		['name and address', { birthDate: '1971-02-03' }],
		['address and birth date', { name: 'Quite Another' }]
	])('the earlier address is told once, when they share %s', async (_, part) => {
		start();
		await enter({ visibility: 'hidden' });
		await settled();
		await enter({ ...part, club: 'Canary Club' });
		await settled();
		const [told] = doubles();
		expect(told?.to).toMatchObject({ value: [{ address: 'shared@example.org', name: '' }] });
		expect(told?.text).toContain('tell us');
		expect(told?.text).not.toMatch(/canary|new@example|Quite Another|\/r\//i);
		await enter({ ...part, email: 'third@example.org' });
		await settled();
		expect(doubles().filter(({ to }) => JSON.stringify(to).includes('shared@'))).toHaveLength(1);
	});

	test('nobody is told of a namesake, a family member, or somebody who cancelled', async () => {
		start();
		const { participantId } = await enter();
		await settled();
		await enter({ birthDate: '1971-02-03', email: 'new@example.org' });
		await enter({ name: 'Ion Șase', birthDate: '1971-02-03' });
		await cancelEntry(app(), { kind: 'runner', participantId });
		await enter({ email: 'third@example.org' });
		await settled();
		expect(doubles()).toEqual([]);
	});

	test('an address that was told of one of its entries is not told of another', async () => {
		await enter(person(1));
		await enter(person(2));
		await enter({ ...person(1), email: 'new@example.org' });
		await enter({ ...person(2), email: 'new@example.org' });
		for (let n = 0; n < 3; n += 1) start();
		await settled();
		expect(await prisma().outgoingMail.count({ where: { kind: 'double' } })).toBe(1);
	});

	test('what is stored when they register is the same as for anybody', async () => {
		const kinds = async (participantId: string) =>
			(await prisma().outgoingMail.findMany({ where: { participantId } })).map(({ kind }) => kind);
		const first = await enter();
		const second = await enter();
		expect(await kinds(first.participantId)).toEqual(['registered']);
		expect(await kinds(second.participantId)).toEqual(['registered']);
	});
});
