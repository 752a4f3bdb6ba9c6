/** The form with which the first owner signs up, tried with odd values before there is one. */
import { encodeEntries, readPage, type Entry } from '../support/pageForms.ts';
import { ODD_TEXTS } from '../support/oddValues.ts';
import { addressOf, ADDRESSES } from './callers.ts';
import type { Answer, Client, Prepared } from './client.ts';
import type { Judge } from './judge.ts';
import { OWNER } from './visits.ts';

export async function trySetUp(
	{ url, setupPath, client }: { url: string; setupPath: string; client: Client },
	judge: Judge
): Promise<void> {
	const asked = { route: 'GET /setup/[link]', method: 'GET', caller: 'nobody', known: true, headers: {} };
	const page = await client.ask({ ...asked, path: setupPath }, { whole: true });
	const [form] = readPage(page.text, setupPath).forms;
	if (!form) throw new Error('the set-up page shows no form');
	let sent = 0;
	const post = async (fields: Record<string, string>, note: string): Promise<Answer> => {
		const { type, body } = await encodeEntries(form, Object.entries(fields) as Entry[]);
		const request: Prepared = {
			...asked,
			route: 'POST /setup/[link]',
			method: 'POST',
			path: form.action,
			note,
			headers: {
				Origin: url,
				Accept: 'text/html',
				'Content-Type': type,
				'X-Forwarded-For': addressOf(sent++ % ADDRESSES)
			},
			body
		};
		const answer = await client.ask(request);
		judge.take(request, answer);
		return answer;
	};
	const good: Record<string, string> = { name: 'Owner', ...OWNER };
	// Without a name nobody becomes the owner with an address or a password that is not known afterwards.
	for (const field of [...form.fields.map(({ name }) => name), 'unknown'].filter((name) => name !== 'name'))
		for (const { name, value } of ODD_TEXTS)
			await post({ ...good, name: '', [field]: value }, `${field} = ${name}`);
	// The first name that is taken uses the form up: those that no database takes come before.
	const [hardFirst, others] = [true, false].map((hard) =>
		ODD_TEXTS.filter(({ value }) => value.includes('\u0000') === hard)
	);
	for (const { name, value } of [...(hardFirst ?? []), ...(others ?? [])])
		if ((await post({ ...good, name: value }, `name = ${name}`)).status === 303) return;
}
