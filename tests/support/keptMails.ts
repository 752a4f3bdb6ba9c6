/** Mails that an installation without a mail server keeps in its data folder. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { simpleParser } from 'mailparser';
import type { BuiltServer } from './builtServer.ts';

/** The secret link in the mail to an address, once it is there. `subject`: its beginning. */
export async function secretLinkIn(
	{ dataDir }: BuiltServer,
	{ subject = '', email }: { subject?: string; email: string }
): Promise<string> {
	const folder = join(dataDir, 'outbox');
	let link = '';
	await expect(async () => {
		for (const file of await readdir(folder)) {
			const mail = await simpleParser(await readFile(join(folder, file)));
			if (mail.subject?.startsWith(subject) && JSON.stringify(mail.to).includes(email))
				link = /https?:\S+\/r\/\S+/.exec(mail.text ?? '')?.[0] ?? '';
		}
		expect(link).not.toBe('');
	}).toPass({ timeout: 30_000 });
	return link;
}
