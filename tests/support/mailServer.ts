/** A real SMTP server on a free port that parses what it gets. `fault` makes it refuse, as mail servers do. */
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
	url: string;
	mails: ParsedMail[];
	/** SMTP code with which each mail is refused from now on; null: accepted again. */
	fault: number | null;
	/** Called while a mail is being accepted, before the client hears of it. */
	onMail: () => Promise<void> | void;
	close(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
	const state: MailServer = {
		url: '',
		mails: [],
		fault: null,
		onMail: () => undefined,
		close: () => new Promise((closed) => server.close(closed))
	};
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS', 'AUTH'],
		logger: false,
		onData(stream, _session, done) {
			simpleParser(stream)
				.then(async (mail) => {
					const { fault } = state;
					if (fault !== null)
						return done(Object.assign(new Error('ana@example.org refused'), { responseCode: fault }));
					state.mails.push(mail);
					await state.onMail();
					done();
				})
				.catch(done);
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	state.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
	return state;
}
