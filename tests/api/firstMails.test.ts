/** Mails to an address that may be a stranger’s say nothing that was typed into a form. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser, type ParsedMail } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importParticipants } from '#lib/server/registration/importParticipants.ts';
import { exchangeLink, noteLinkOpened, runnerOfLink } from '#lib/server/registration/runnerLink.ts';
import { cancelEntry } from '#lib/server/registration/runnerPage.ts';
import {
	app,
	appWithoutServer,
	ask,
	enter,
	HOUR,
	mails,
	secretsIn,
	setNow,
	settled,
	SOON,
	start,
	until,
	useMailbox
} from '../support/mailbox.ts';
import { DAY_BEFORE } from '../support/openEvent.ts';
import { openPrinter, type Printer } from '../support/printer.ts';

useMailbox();

let printer: Printer;
beforeAll(async () => {
	printer = await openPrinter();
});
afterAll(() => printer.close());

/** What stands on the bibs of a mail, and what their files are called. */
async function printedBib(mail: ParsedMail | undefined): Promise<string> {
	const bibs = mail?.attachments.filter(({ contentType }) => contentType === 'application/pdf') ?? [];
	expect(bibs.length).toBeGreaterThan(0);
	const pages = await Promise.all(bibs.map(({ content }) => printer.print(content, 60)));
	return [...bibs.map(({ filename }) => filename), ...pages.flat().map(({ text }) => text)].join(' ');
}

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
			if (mail.attachments.length > 0) expect(await printedBib(mail)).not.toMatch(/canary/i);
		}
	});

	test('the bib that comes with it has its number only, and afterwards what the runner shows', async () => {
		start();
		await enter({ name: 'Canary Name', visibility: 'name' });
		await until(() => mails().length === 1);
		const [token = ''] = secretsIn(mails()[0]);
		expect((await exchangeLink(app(), { kind: 'public' }, { token })).ok).toBe(true);
		await ask();
		await until(() => mails().length === 2);
		const [unconfirmed, confirmed] = mails();
		expect(await printedBib(unconfirmed)).not.toMatch(/canary/i);
		expect(await printedBib(confirmed)).toContain('Canary Name');
		expect(confirmed?.text).toMatch(/^Hello Canary Name,/);
		expect(confirmed?.to).toMatchObject({ value: [{ address: 'shared@example.org', name: 'Canary Name' }] });
	});

	test('a link that is opened where the runner is known already confirms the address too', async () => {
		start();
		await enter({ name: 'Canary Name' });
		await until(() => mails().length === 1);
		const [token = ''] = secretsIn(mails()[0]);
		await runnerOfLink(app(), token);
		const opened = async () =>
			(await app().database.prisma.participantLink.findMany()).filter(({ openedAt }) => openedAt).length;
		expect(await opened()).toBe(0);
		await noteLinkOpened(app(), token);
		expect(await opened()).toBe(1);
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
