/** What the head of every page of the desk tells: runners found, mails that do not leave, phones that fell silent. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '#lib/domain/access/roles.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { deskState } from '#lib/server/desk/shell.ts';
import { stuckMails } from '#lib/server/mail/stuckMails.ts';
import { changeParticipant } from '#lib/server/registration/participants.ts';
import { findRunners } from '#lib/server/desk/findRunners.ts';
import { anOpenEvent, DAY_BEFORE, entered } from '../support/openEvent.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

const OWNER: Caller = { kind: 'owner-key' };
const MINUTE = 60_000;
let fixture: TestApp;
let eventId: string;

beforeAll(async () => {
	fixture = await testApp({ nowMs: DAY_BEFORE });
});
beforeEach(async () => {
	fixture.setNow(DAY_BEFORE);
	await fixture.reset();
	eventId = (await anOpenEvent(fixture.app)).id;
});
afterAll(() => fixture.close());

const prisma = () => fixture.app.database.prisma;
const as = (role: Role): Caller => ({
	kind: 'account',
	userId: 'u',
	roles: [{ role, event: role === 'owner' ? null : { id: eventId, slug: 'practice' } }]
});
const state = async (caller: Caller = OWNER) => {
	const answer = await deskState(fixture.app, caller, { event: 'practice' });
	if (!answer.ok) throw new Error(answer.error.message);
	return answer.value;
};

describe('a search for a runner', () => {
	const enter = async (name: string, bib: string, part: { cancelled?: boolean } = {}) => {
		const { participantId: id } = await entered(fixture.app, {
			name,
			email: `${name}@example.org`.replaceAll(/\s/g, '.')
		});
		const change = { bib, ...(part.cancelled && { state: 'cancelled' as const }) };
		const changed = await changeParticipant(fixture.app, OWNER, { event: 'practice', id, change });
		if (!changed.ok) throw new Error(changed.error.message);
	};
	const found = async (q: string, caller: Caller = OWNER) => {
		const answer = await findRunners(fixture.app, caller, { event: 'practice', q });
		return answer.ok
			? answer.value.map(({ name, bib, exact }) => `${bib} ${name}${exact ? '!' : ''}`)
			: answer.error.reason;
	};

	test('puts that very bib first, then bibs and names that begin so, then words, then parts', async () => {
		await enter('Bo Seven', '170');
		await enter('Ana 17', '99');
		await enter('Ana Țurcanu', '17');
		await enter('Ion Anatol', '5');
		await enter('Mariana Rusu', '6');
		await enter('Ana Gone', '4', { cancelled: true });
		expect(await found('17')).toEqual(['17 Ana Țurcanu!', '170 Bo Seven', '99 Ana 17']);
		expect(await found('№ 17')).toEqual(['17 Ana Țurcanu!', '170 Bo Seven']);
		expect(await found('ana')).toEqual([
			'17 Ana Țurcanu',
			'99 Ana 17',
			'4 Ana Gone',
			'5 Ion Anatol',
			'6 Mariana Rusu'
		]);
	});

	test('takes the words of a name in any order, without marks and capitals', async () => {
		await enter('Ana Țurcanu', '17');
		for (const q of ['TURCANU', 'ţurcanu ana', ' ana   tur'])
			expect([q, await found(q)]).toEqual([q, ['17 Ana Țurcanu']]);
	});

	test('reads what stands for anything in the database as it is written, and finds nobody by nothing', async () => {
		await enter('Ana 100%', '1');
		await enter('Ana', '2');
		expect(await found('100%')).toEqual(['1 Ana 100%']);
		for (const q of ['%', '_']) expect(await found(q)).toEqual(q === '%' ? ['1 Ana 100%'] : []);
		expect(await found('  ')).toEqual([]);
	});

	test('answers eight at most, and none to who may not open a participant', async () => {
		for (let bib = 10; bib < 20; bib++) await enter(`Runner ${bib}`, String(bib));
		expect(await found('runner')).toHaveLength(8);
		expect(await found('runner', as('safeguarding'))).toHaveLength(8);
		for (const role of ['timing', 'check-in', 'press', 'viewer'] as const)
			expect([role, await found('runner', as(role))]).toEqual([role, 'forbidden']);
	});
});

describe('mails', () => {
	/** The mails queued so far are put off to as many minutes from now, with what the last try came to. */
	const put = (part: { fault?: string; dueInMin?: number; heldInMin?: number }) =>
		prisma().outgoingMail.updateMany({
			where: { sentAt: null },
			data: {
				lastError: part.fault ?? null,
				nextAttemptAt: new Date(DAY_BEFORE + (part.dueInMin ?? 0) * MINUTE),
				heldUntil: part.heldInMin === undefined ? null : new Date(DAY_BEFORE + part.heldInMin * MINUTE)
			}
		});
	const sentAgoMin = async (minutes: number) => {
		const { participantId } = await entered(fixture.app, { name: 'Bo', email: 'bo@example.org' });
		await prisma().outgoingMail.updateMany({
			where: { participantId },
			data: { sentAt: new Date(DAY_BEFORE - minutes * MINUTE) }
		});
	};

	test('that wait their turn are nothing to tell of; that failed are, with since when', async () => {
		await entered(fixture.app);
		expect((await state()).mail).toBeNull();
		await put({ fault: 'Error ECONNREFUSED', dueInMin: 60 });
		expect((await state()).mail).toEqual({ count: 1, sinceMs: DAY_BEFORE });
		await put({ fault: 'stopped' });
		expect((await state()).mail).toBeNull();
	});

	test('that nobody sends are told of after two minutes, unless others leave meanwhile', async () => {
		await entered(fixture.app);
		await put({ dueInMin: -3 });
		expect((await state()).mail).toMatchObject({ count: 1 });
		await sentAgoMin(5);
		expect((await state()).mail).toMatchObject({ count: 1 });
		await sentAgoMin(1);
		expect((await state()).mail).toBeNull();
	});

	test('that are held for the day are not stuck, and those of another event are another desk’s', async () => {
		await entered(fixture.app);
		await put({ dueInMin: 50, heldInMin: 50 });
		expect((await state()).mail).toBeNull();
		await put({ fault: 'Error EAUTH 535' });
		await anOpenEvent(fixture.app, { slug: 'other' });
		const other = await deskState(fixture.app, OWNER, { event: 'other' });
		expect(other.ok && other.value.mail).toBeNull();
	});

	test('are grouped by what keeps them, for those who write to participants', async () => {
		for (const [fault, trouble] of [
			['Error EAUTH 535', 'sign-in'],
			['Error ESOCKET', 'unreachable'],
			['Error ETIMEDOUT', 'unreachable'],
			['Error EENVELOPE 550', 'address'],
			['Error EENVELOPE 451', 'later'],
			['Error', 'other']
		] as const) {
			await entered(fixture.app);
			await put({ fault });
			const groups = await stuckMails(fixture.app, as('organiser'), { event: 'practice' });
			expect(groups.ok && groups.value).toMatchObject([{ fault, trouble }]);
		}
		expect(await stuckMails(fixture.app, as('timing'), { event: 'practice' })).toMatchObject({ ok: false });
		expect((await state(as('organiser'))).mail).toMatchObject({ sinceMs: DAY_BEFORE });
		expect((await state(as('timing'))).mail).toBeNull();
	});
});

test('phones in contact and silent ones are counted, not those put away or taken out of use', async () => {
	const phone = (name: string, agoMin: number | null, revoked = false) =>
		prisma().device.create({
			data: {
				eventId,
				name,
				lastContactAt: agoMin === null ? null : new Date(DAY_BEFORE - agoMin * MINUTE),
				tokens: { create: { hash: name, revokedAt: revoked ? new Date(DAY_BEFORE) : null } }
			}
		});
	await phone('a', 0);
	await phone('b', 1.9);
	await phone('c', 2.1);
	await phone('d', 60 * 25);
	await phone('e', null);
	await phone('f', 1, true);
	expect((await state(as('timing'))).phones).toEqual({ inContact: 2, silent: 1 });
	for (const role of ['check-in', 'press', 'viewer', 'safeguarding'] as const)
		expect(await state(as(role))).toEqual({ mail: null, phones: null });
});
