/** Next year's event out of this year's, and a draft shown by a link. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { copyEvent, offeredCopy } from '#lib/server/events/copyEvent.ts';
import { loadDemoOnce } from '#lib/server/events/demo.ts';
import { eventPage } from '#lib/server/events/eventPage.ts';
import { endPreviewLink, newPreviewLink, previewedEvent } from '#lib/server/events/previewLink.ts';
import { anOpenEvent, DAY_BEFORE, entered, PUBLIC } from '../support/openEvent.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

let fixture: TestApp;
beforeAll(async () => {
	fixture = await testApp({ nowMs: DAY_BEFORE, env: { DEMO: 'on' } });
});
beforeEach(async () => {
	fixture.setNow(DAY_BEFORE);
	await fixture.reset();
});
afterAll(() => fixture.close());

const OWNER = { kind: 'owner-key' } as const;

describe('a copy', () => {
	const copied = async (slug = '') => {
		const offer = await offeredCopy(fixture.app, OWNER, { event: 'practice' });
		if (!offer.ok) throw new Error(offer.error.message);
		const values = { ...offer.value.values, slug };
		return copyEvent(fixture.app, OWNER, { event: 'practice', values });
	};

	test('has the races, the rules and the campaign in every language, and nobody in it', async () => {
		await loadDemoOnce(fixture.app);
		await entered(fixture.app);
		const { prisma } = fixture.app.database;
		await prisma.event.update({ where: { slug: 'practice' }, data: { name: 'Practice 2026' } });
		const ru = await prisma.campaignContent.findFirstOrThrow({
			where: { locale: 'ru', event: { slug: 'practice' } }
		});
		const content = { ...(ru.content as object), name: 'Тренировка 2026' };
		const { eventId, locale } = ru;
		await prisma.campaignContent.update({
			where: { eventId_locale: { eventId, locale } },
			data: { content }
		});
		expect(await copied()).toEqual({ ok: true, value: { slug: 'practice-2027' } });
		const copy = await prisma.event.findUniqueOrThrow({
			where: { slug: 'practice-2027' },
			include: { races: { include: { checkpoints: true, divisions: true } }, participants: true, bibs: true }
		});
		expect(copy).toMatchObject({
			name: 'Practice 2027',
			status: 'draft',
			practice: false,
			participants: [],
			bibs: []
		});
		expect(copy.races.map(({ checkpoints, divisions }) => [checkpoints.length, divisions.length])).toEqual([
			[3, 9]
		]);
		const named = async (locale: string) =>
			(await eventPage(fixture.app, OWNER, { event: 'practice-2027', locale }))?.campaign;
		const original = await eventPage(fixture.app, OWNER, { event: 'practice', locale: 'ro' });
		expect(await named('ro')).toEqual(original?.campaign);
		expect((await named('ru'))?.name).toBe('Тренировка 2027');
	});

	test('writes over no event, and is made by owners alone', async () => {
		await loadDemoOnce(fixture.app);
		expect(await copied('chisinau-2018')).toMatchObject({
			ok: false,
			error: { refusal: { reason: 'in-use' } }
		});
		const values = { name: 'Mine', date: '2027-01-01', slug: '' };
		const refused = await copyEvent(fixture.app, PUBLIC, { event: 'practice', values });
		expect(refused).toMatchObject({ ok: false, error: { refusal: { reason: 'not-signed-in' } } });
	});
});

describe('a preview link', () => {
	const shown = (secret: string) => previewedEvent(fixture.app, PUBLIC, { secret, locale: 'en' });
	const made = async (): Promise<string> => {
		const link = await newPreviewLink(fixture.app, OWNER, { event: 'run' });
		if (!link.ok) throw new Error(link.error.message);
		return link.value.secret;
	};

	test('shows the draft for seven days, until it is ended or another is made', async () => {
		await anOpenEvent(fixture.app, { slug: 'run', status: 'draft' });
		const first = await made();
		expect((await shown(first))?.page).toMatchObject({ slug: 'run', phase: 'draft' });
		const second = await made();
		expect([await shown(first), (await shown(second))?.slug]).toEqual([null, 'run']);
		fixture.setNow(DAY_BEFORE + 7 * 86_400_000 - 1);
		expect(await shown(second)).not.toBeNull();
		fixture.setNow(DAY_BEFORE + 7 * 86_400_000);
		expect(await shown(second)).toBeNull();
		const third = await made();
		await endPreviewLink(fixture.app, OWNER, { event: 'run' });
		expect(await shown(third)).toBeNull();
		expect(await shown("' or 1=1")).toBeNull();
	});

	test('is stored as a hash, and leads to the event’s own address once it is published', async () => {
		const { id } = await anOpenEvent(fixture.app, { slug: 'run', status: 'draft' });
		const secret = await made();
		const { prisma } = fixture.app.database;
		const stored = JSON.stringify([
			await prisma.previewLink.findMany(),
			await prisma.auditEntry.findMany({ select: { action: true, subject: true, details: true } })
		]);
		expect(stored).not.toContain(secret);
		await prisma.event.update({ where: { id }, data: { status: 'published' } });
		expect(await shown(secret)).toMatchObject({ page: null, slug: 'run' });
	});
});
