/** Sessions of people, made by the forms they use. */
import type { MailServer } from '../support/mailServer.ts';

export interface Visits {
	url: string;
	mail: MailServer;
}

export const OWNER = { email: 'owner@example.org', password: 'a few words in a row' };

/** Posts a form as a browser without scripts; answers the cookies that it sets, as the header `Cookie` wants them. @throws Error when it is refused */
export async function submit(
	url: string,
	path: string,
	fields: Record<string, string>,
	address: string
): Promise<string> {
	const response = await fetch(url + path, {
		method: 'POST',
		redirect: 'manual',
		headers: {
			Origin: url,
			Accept: 'text/html',
			'X-Forwarded-For': address,
			'Content-Type': 'application/x-www-form-urlencoded'
		},
		body: new URLSearchParams(fields).toString()
	});
	if (response.status !== 303) throw new Error(`${path}: ${response.status}`);
	return response.headers
		.getSetCookie()
		.map((cookie) => cookie.split(';')[0])
		.join('; ');
}

/** The owner's account, and `times` sessions of it. */
export async function signInOften(
	{ url }: Visits,
	{ setupPath, times }: { setupPath: string; times: number }
): Promise<string[]> {
	// An owner who is there already made the link useless.
	await submit(url, setupPath, { name: 'Owner', ...OWNER }, '192.0.2.1').catch(() => undefined);
	return Promise.all(
		Array.from({ length: times }, (_, n) => submit(url, '/sign-in?/in', OWNER, `192.0.2.${n + 2}`))
	);
}

/** Name of the backup that an owner's press makes. */
export async function makeBackup(url: string, cookie: string): Promise<string> {
	const headers = { Origin: url, Accept: 'text/html', Cookie: cookie };
	const answer = await fetch(`${url}/organise/backups?/make`, {
		method: 'POST',
		headers,
		body: new URLSearchParams()
	});
	const [, name] = /(backup-[\w-]+\.tar\.gz)/.exec(await answer.text()) ?? [];
	if (!name) throw new Error(`no backup was made: ${answer.status}`);
	return name;
}

export const registrationOf = (n: number): Record<string, string> => ({
	race: '5k',
	name: `Runner ${n}`,
	sex: ['F', 'M', 'X', 'unsaid'][n % 4] ?? 'F',
	birthDay: '27',
	birthMonth: '3',
	birthYear: String(1950 + (n % 50)),
	email: `entry-${n}@example.org`,
	club: '',
	visibility: ['name', 'bib', 'hidden'][n % 3] ?? 'bib',
	alias: '',
	terms: 'on',
	website: ''
});

/** Runners who registered by the form: their sessions, and the tokens of the links in their mails. */
export async function registerRunners(
	{ url, mail }: Visits,
	{ event, count }: { event: string; count: number }
): Promise<{ cookies: string[]; links: string[] }> {
	const cookies = await Promise.all(
		Array.from({ length: count }, (_, n) =>
			submit(url, `/e/${event}/register`, registrationOf(n), `198.51.100.${n + 1}`)
		)
	);
	const links = new Set<string>();
	await new Promise<void>((resolve) => {
		const take = (): void => {
			for (const { text } of mail.mails.splice(0)) {
				const [, token] = /\/r\/([\w-]+)/.exec(text ?? '') ?? [];
				if (token) links.add(token);
			}
			if (links.size >= count / 2) resolve();
		};
		// From here on nobody reads the mails, so none is kept.
		mail.onMail = take;
		take();
	});
	return { cookies, links: [...links] };
}
