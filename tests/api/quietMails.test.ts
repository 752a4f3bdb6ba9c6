/** What somebody gets whose address others type into forms: a few mails a day, and the rest in one. */
import { describe, expect, test } from 'vitest';
import { importParticipants } from '#lib/server/registration/importParticipants.ts';
import { exchangeLink } from '#lib/server/registration/runnerLink.ts';
import {
	app,
	ask,
	bibsIn,
	enter,
	HOUR,
	mails,
	MINUTE,
	person,
	prisma,
	refuseWith,
	secretsIn,
	setNow,
	settled,
	SOON,
	start,
	stop,
	until,
	useMailbox
} from '../support/mailbox.ts';
import { anOpenEvent, DAY_BEFORE } from '../support/openEvent.ts';

useMailbox();

describe('to one address, about one event, on one day', () => {
	test('three mails leave at once and the rest together, an hour after the first of them was due', async () => {
		start();
		for (let n = 1; n <= 4; n += 1) await enter(person(n));
		await settled();
		expect(mails().map(({ subject }) => subject)).toEqual(
			['1', '2', '3'].map((bib) => `Your bib ${bib}: 5 km against trafficking`)
		);
		setNow(DAY_BEFORE + 40 * MINUTE);
		const { participantId } = await enter(person(5));
		await settled();
		setNow(DAY_BEFORE + HOUR - 1);
		await settled();
		expect(mails()).toHaveLength(3);

		setNow(DAY_BEFORE + HOUR + SOON);
		await until(() => mails().length === 4);
		await settled();
		const last = mails()[3];
		expect(last?.subject).toBe('Your entries: 5 km against trafficking');
		expect(bibsIn(last)).toEqual(['4', '5']);
		expect(last?.attachments.map(({ filename }) => filename)).toEqual([
			'bib-4.pdf',
			'bib-5.pdf',
			'practice.ics'
		]);
		for (const token of secretsIn(last))
			expect((await exchangeLink(app(), { kind: 'public' }, { token })).ok).toBe(true);
		const opened = await prisma().participantLink.findMany({ where: { openedAt: { not: null } } });
		expect(opened.map((link) => link.participantId)).toContain(participantId);
		expect(await prisma().outgoingMail.count({ where: { sentAt: null } })).toBe(0);
	});

	test('whatever is asked for adds up, and a link that waits is not said twice', async () => {
		start();
		await enter(person(1));
		await settled();
		for (let n = 0; n < 6; n += 1) {
			await ask();
			await settled();
		}
		expect(mails()).toHaveLength(3);
		setNow(DAY_BEFORE + HOUR + SOON);
		await until(() => mails().length === 4);
		await settled();
		expect(secretsIn(mails()[3])).toHaveLength(1);
		expect(await prisma().outgoingMail.count({ where: { sentAt: null } })).toBe(0);
	});

	test('another address, another event and another day have mails of their own', async () => {
		await anOpenEvent(app(), { slug: 'other' });
		for (let n = 1; n <= 4; n += 1) await enter(person(n));
		start();
		await settled();
		expect(mails()).toHaveLength(3);
		await enter({ ...person(5), email: 'other@example.org' });
		await enter(person(6), 'other');
		await settled();
		expect(mails()).toHaveLength(5);
		// The event's own midnight, two hours before that of Greenwich.
		setNow(Date.parse('2026-11-29T00:00:00+02:00'));
		await until(() => mails().length === 6);
		await enter(person(7));
		await settled();
		expect(mails().at(-1)?.subject).toBe('Your bib 6: 5 km against trafficking');
	});

	test('a second hour holds again, and the address counts in any spelling', async () => {
		start();
		const organised = [1, 2, 3, 4].map((n) => ({ name: `Person ${n}`, email: 'Shared@Example.org' }));
		await importParticipants(app(), { kind: 'owner-key' }, { event: 'practice', items: organised });
		await ask();
		await settled();
		expect(mails()).toHaveLength(3);
		setNow(DAY_BEFORE + HOUR + SOON);
		await until(() => mails().length === 4);
		await ask();
		await settled();
		expect(mails()).toHaveLength(4);
		setNow(DAY_BEFORE + 2 * HOUR + 2 * SOON);
		await until(() => mails().length === 5);
		expect(bibsIn(mails()[4]).sort()).toEqual(['1', '2', '3', '4']);
	});

	test.each([4, 9, 23])(
		'of %i entries none is lost and none comes twice, with three processes',
		async (count) => {
			for (let n = 1; n <= count; n += 1) await enter(person(n));
			for (let n = 0; n < 3; n += 1) start();
			await settled();
			expect(mails()).toHaveLength(3);
			setNow(DAY_BEFORE + HOUR + SOON);
			await until(() => mails().length === 4);
			await settled();
			expect(mails()).toHaveLength(4);
			const told = mails().flatMap((mail) => [
				...bibsIn(mail),
				...(mail.subject?.match(/(?<=Your bib )\d+/) ?? [])
			]);
			expect(told.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, n) => n + 1));
		}
	);

	test('what is held outlives a restart, a mail server that refuses, and a process that dies while it sends', async () => {
		for (let n = 1; n <= 6; n += 1) await enter(person(n));
		start();
		await settled();
		await stop();
		setNow(DAY_BEFORE + HOUR + SOON);
		// As a process leaves it that took the mail and died.
		await prisma().outgoingMail.updateMany({
			where: { heldUntil: { not: null }, partOfId: null },
			data: { attempts: 1, nextAttemptAt: new Date(DAY_BEFORE + HOUR + 5 * MINUTE) }
		});
		setNow(DAY_BEFORE + HOUR + 5 * MINUTE);
		refuseWith(451);
		start();
		await until(async () => prisma().outgoingMail.findFirst({ where: { lastError: { contains: '451' } } }));
		refuseWith(null);
		setNow(DAY_BEFORE + 3 * HOUR);
		await until(() => mails().length === 4);
		await settled();
		expect(bibsIn(mails()[3])).toEqual(['4', '5', '6']);
		expect(await prisma().outgoingMail.count({ where: { sentAt: null } })).toBe(0);
	});

	test('the parts of a mail go on when the entry that it was held for is erased, and what was cancelled is left out', async () => {
		const entered = [];
		for (let n = 1; n <= 6; n += 1) entered.push(await enter(person(n)));
		start();
		await settled();
		await prisma().participant.delete({ where: { id: entered[3]?.participantId ?? '' } });
		await prisma().participant.update({
			where: { id: entered[4]?.participantId ?? '' },
			data: { state: 'cancelled' }
		});
		setNow(DAY_BEFORE + HOUR + SOON);
		await until(async () => (await prisma().outgoingMail.count({ where: { sentAt: null } })) === 0);
		const rest = mails().slice(3);
		expect(rest.map(({ subject }) => subject)).toEqual(['Your bib 6: 5 km against trafficking']);
	});
});
