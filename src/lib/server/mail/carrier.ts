/**
 * How mails leave: over SMTP, or, without SMTP_URL, into files that any mail program opens. The library is loaded with the
 * first mail, since few starts send one.
 */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SendMailOptions, Transporter } from 'nodemailer';
import type { Env } from '#lib/server/env.ts';

export interface Carrier {
	/** Resolves once the server has accepted the mail, or the file is written. `id` names the file. */
	carry(mail: SendMailOptions, id: string): Promise<void>;
	close(): void;
}

export const openCarrier = (env: Pick<Env, 'SMTP_URL' | 'DATA_DIR'>): Carrier =>
	env.SMTP_URL ? smtpCarrier(env.SMTP_URL) : fileCarrier(join(env.DATA_DIR, 'outbox'));

function smtpCarrier(url: string): Carrier {
	let transport: Transporter | undefined;
	return {
		async carry(mail) {
			const { createTransport } = await import('nodemailer');
			// A server that does not answer must not hold up the outbox for nodemailer's ten minutes.
			transport ??= createTransport({
				url,
				connectionTimeout: 20_000,
				greetingTimeout: 20_000,
				socketTimeout: 60_000
			});
			await transport.sendMail(mail);
		},
		close: () => transport?.close()
	};
}

/** One file a mail, so that a second try replaces the first; readable by the server's user only, since it holds a secret link. */
function fileCarrier(folder: string): Carrier {
	return {
		async carry(mail, id) {
			const { createTransport } = await import('nodemailer');
			const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
			const { message } = await transport.sendMail(mail);
			await mkdir(folder, { recursive: true, mode: 0o700 });
			const file = join(folder, `${id}.eml`);
			await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 });
			await rename(`${file}.part`, file);
		},
		close: () => undefined
	};
}
