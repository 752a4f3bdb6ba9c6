/** Who is registered hears by mail that the event is off, or on again; each once, and nothing that is no longer so. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { EventStatus } from '#lib/domain/calendar/eventStatus.ts';
import { eventSettings, saveSettings } from '#lib/server/events/eventSettings.ts';
import { cancelEntry } from '#lib/server/registration/runnerPage.ts';
import { app, enter, mails, person, settled, start, stop, useMailbox } from '../support/mailbox.ts';

useMailbox();

const OWNER = { kind: 'owner-key' } as const;
async function set(status: EventStatus, { told = status as string } = {}) {
	const at = await eventSettings(app(), OWNER, { event: 'practice' });
	if (!at.ok) throw new Error(at.error.message);
	const was = at.value.settings;
	return saveSettings(app(), OWNER, { event: 'practice', typed: { ...was, status }, was, told });
}
/** Sent since the last look. */
async function sent(): Promise<string[]> {
	const before = mails().length;
	start();
	await settled();
	await stop();
	return mails()
		.slice(before)
		.map(({ subject = '', to }) => `${[to].flat()[0]?.value[0]?.address}: ${subject}`)
		.sort();
}

describe('of an event with three runners, one of whom has cancelled', () => {
	beforeEach(async () => {
		await enter({ ...person(1), email: 'one@example.org' });
		await enter({ ...person(2), email: 'two@example.org' });
		const gone = await enter({ ...person(3), email: 'gone@example.org' });
		await cancelEntry(app(), { kind: 'runner', participantId: gone.participantId });
		await sent();
	});

	test('the first press says how many are told, and stores nothing', async () => {
		expect(await set('cancelled', { told: '' })).toEqual({ ok: false, error: { why: 'tells', count: 2 } });
		expect(await sent()).toEqual([]);
		const stored = await eventSettings(app(), OWNER, { event: 'practice' });
		expect(stored.ok && stored.value.settings.status).toBe('published');
	});

	test('cancelled and held again: each hears both, with the event’s page and the calendar put right', async () => {
		await set('cancelled');
		expect(await sent()).toEqual([
			'one@example.org: Cancelled: 5 km against trafficking',
			'two@example.org: Cancelled: 5 km against trafficking'
		]);
		const mail = mails().at(-1);
		expect(mail?.text).toContain('https://run.example.org/e/practice\n');
		const calendars = mail?.attachments.map(({ filename, content }) => [filename, content.toString()]);
		expect(calendars).toEqual([['practice.ics', expect.stringContaining('STATUS:CANCELLED')]]);
		await set('published');
		expect(await sent()).toEqual([
			'one@example.org: It takes place: 5 km against trafficking',
			'two@example.org: It takes place: 5 km against trafficking'
		]);
	});

	test('what is taken back before a mail has left is told to nobody', async () => {
		await set('postponed');
		await set('published');
		expect(await sent()).toEqual([]);
		await set('cancelled');
		await set('postponed');
		expect(await sent()).toEqual([
			'one@example.org: Postponed: 5 km against trafficking',
			'two@example.org: Postponed: 5 km against trafficking'
		]);
	});
});
