/** Mails to an address that may be a stranger’s say nothing that was typed into a form. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { importParticipants } from '#lib/server/services/importParticipants.ts';
import { exchangeLink } from '#lib/server/services/runnerLink.ts';
import { cancelEntry } from '#lib/server/services/runnerPage.ts';
import {
	app,
	appWithoutServer,
	ask,
	enter,
	HOUR,
	mails,
	person,
	secretsIn,
	setNow,
	settled,
	SOON,
	start,
	until,
	useMailbox
} from '../support/mailbox.ts';
import { DAY_BEFORE } from '../support/openEvent.ts';

useMailbox();

describe('until a link was opened', () => {
	const TYPED = {
		name: 'Canary Name',
		club: 'Canary Club',
		visibility: 'alias',
		alias: 'Canary Alias'
	} as const;

	test('a mail shows nothing that was typed into the form, in any of its parts', async () => {
		const { participantId } = await enter({ ...TYPED });
		await ask();
		await enter({ ...TYPED });
		start();
		await until(() => mails().length === 3);
		await cancelEntry(app(), { kind: 'runner', participantId });
		await settled();
		setNow(DAY_BEFORE + HOUR + SOON);
		await until(() => mails().length === 4);
		for (const mail of mails()) {
			expect(JSON.stringify({ ...mail, attachments: [] })).not.toMatch(/canary/i);
			expect(mail.to).toMatchObject({ value: [{ address: 'shared@example.org', name: '' }] });
			expect(mail.text).toMatch(/^Hello,\n/);
			for (const { content, filename } of mail.attachments)
				expect(`${filename} ${content.toString('latin1')}`).not.toMatch(/canary/i);
		}
	});

	test('the bib that comes with it has its number only, and afterwards what the runner shows', async () => {
		const sizes: number[] = [];
		start();
		await enter({ name: 'Canary Name', visibility: 'name' });
		await until(() => mails().length === 1);
		await enter({ ...person(2), email: 'other@example.org' });
		await until(() => mails().length === 2);
		const [token = ''] = secretsIn(mails()[0]);
		expect((await exchangeLink(app(), { kind: 'public' }, { token })).ok).toBe(true);
		await ask();
		await until(() => mails().length === 3);
		for (const mail of mails()) sizes.push(mail.attachments[0]?.content.length ?? 0);
		const [unconfirmed = 0, bare = 0, confirmed = 0] = sizes;
		// Letters of a name bring glyphs into the file.
		expect(Math.abs(unconfirmed - bare)).toBeLessThan((confirmed - bare) / 2);
		const named = mails().find(({ text }) => text?.startsWith('Hello Canary Name,'));
		expect(named?.to).toMatchObject({ value: [{ address: 'shared@example.org', name: 'Canary Name' }] });
	});

	test('a runner whom an organiser entered is greeted by name from the first mail', async () => {
		const items = [{ name: 'Ion Popescu', email: 'ion@example.org' }];
		await importParticipants(app(), { kind: 'owner-key' }, { event: 'practice', items });
		await ask('ion@example.org');
		start();
		await until(() => mails().length === 1);
		expect(mails()[0]?.text).toMatch(/^Hello Ion Popescu,/);
	});

	test('a mail kept as a file keeps to it too', async () => {
		await enter({ ...TYPED });
		start(appWithoutServer());
		await settled();
		const folder = join(app().env.DATA_DIR, 'outbox');
		for (const file of await readdir(folder)) {
			const mail = await simpleParser(await readFile(join(folder, file)));
			expect(mail.text).not.toMatch(/canary/i);
		}
	});
});
