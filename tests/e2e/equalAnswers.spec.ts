/**
 * Nobody learns from a public form who is entered: whoever is known is answered like somebody unknown, byte for byte but
 * for the own bib, name and address. On the built server, with a mail server, without a browser.
 */
import { expect, test } from '@playwright/test';
import { startBuiltServer, type BuiltServer } from '../support/builtServer.ts';
import { aRace, anEvent } from '../support/eventDocuments.ts';
import { startMailServer, type MailServer } from '../support/mailServer.ts';
import { call } from '../support/raceTraffic.ts';
import { comparable, comparableOwnPage, type Answer } from './comparableAnswers.ts';
import { aPerson, KNOWN, type Person } from './knownPersons.ts';

let server: BuiltServer;
let smtp: MailServer;
/** Fewer posts than any limit from each. */
let visitors = 0;

const soon = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test.beforeAll(async () => {
	smtp = await startMailServer();
	server = await startBuiltServer({ data: 'empty', env: { SMTP_URL: smtp.url, TRUST_PROXY: '1' } });
	const events = { open: {}, small: {}, shut: {} };
	for (const slug of Object.keys(events)) {
		const races = [aRace(slug === 'small' ? { capacity: 8 } : {})];
		await call(server.url, `/events/${slug}`, { method: 'PUT', body: anEvent({ date: soon(9), races }) });
		const persons = KNOWN.filter(({ as }) => as !== 'imported').map(({ person }) => person);
		for (const person of persons) expect((await post(slug, 'register', person)).status).toBe(303);
		const items = KNOWN.filter(({ as }) => as === 'imported').map(({ person }) => ({
			name: person.name,
			email: person.email,
			birthDate: `${person.birthYear}-03-27`
		}));
		await call(server.url, `/events/${slug}/participants`, { method: 'POST', body: { items } });
	}
	const shut = anEvent({ date: soon(9), status: 'closed', races: [aRace()] });
	await call(server.url, '/events/shut', { method: 'PUT', body: shut });
});
test.afterAll(async () => {
	await server.close();
	await smtp.close();
});

async function send(
	path: string,
	{
		form,
		cookie = '',
		script = false
	}: { form?: Record<string, string>; cookie?: string; script?: boolean } = {}
): Promise<Answer> {
	visitors += 1;
	const response = await fetch(server.url + path, {
		method: form ? 'POST' : 'GET',
		redirect: 'manual',
		headers: {
			origin: server.url,
			accept: script ? 'application/json' : 'text/html',
			...(script ? { 'x-sveltekit-action': 'true' } : {}),
			...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
			...(cookie ? { cookie } : {}),
			'x-forwarded-for': `10.${visitors >> 16}.${(visitors >> 8) & 255}.${visitors & 255}`
		},
		body: form ? new URLSearchParams(form).toString() : undefined
	});
	return {
		status: response.status,
		headers: Object.fromEntries(response.headers),
		cookies: response.headers.getSetCookie(),
		body: await response.text()
	};
}
const post = (event: string, page: string, form: Record<string, string>, script = false) =>
	send(`/e/${event}/${page}`, { form, script });

/** The runner's own page after registering. */
const ownPage = async ({ cookies }: Answer, typed: Record<string, string>) =>
	comparableOwnPage(await send('/me?new', { cookie: cookies[0]?.split(';')[0] ?? '' }), typed);

/** Answers what is left to compare of both, asked in turn. */
async function both<T>(
	ask: (person: Person) => Promise<T>,
	known: Person
): Promise<{ known: T; unknown: T }> {
	const stranger = aPerson(`Nobody ${visitors}`, {
		...known,
		name: `Nobody ${visitors}`,
		email: `nobody.${visitors}@example.org`
	});
	return { unknown: await ask(stranger), known: await ask(known) };
}

test.describe('registering', () => {
	for (const { as, person } of KNOWN)
		for (const script of [false, true])
			test(`${as}, ${script ? 'with' : 'without'} scripts, is answered like a stranger`, async () => {
				if (as === 'somebody who cancelled') await cancelled(person);
				// The same person; the same name and birth date at another address; somebody else at the same address.
				const likes: Record<string, string>[] = [
					{},
					{ email: 'elsewhere@example.org' },
					{ name: 'Somebody Else' }
				];
				for (const like of likes) {
					const answers = await both(
						async (typed) => {
							const answer = await post('open', 'register', typed, script);
							return { answer: comparable(answer, typed), page: await ownPage(answer, typed) };
						},
						{ ...person, ...like }
					);
					expect(answers.known).toEqual(answers.unknown);
					expect(answers.known.answer.cookies).toHaveLength(1);
				}
			});

	test('is answered alike for the fifth mail to an address, and none of it tells what was held back', async () => {
		const person = aPerson('Often Known');
		for (let i = 0; i < 5; i += 1) await post('open', 'register', person);
		await expect.poll(() => mailsTo(person.email)).toBe(3);
		const answers = await both(async (typed) => {
			const answer = await post('open', 'register', typed);
			return { answer: comparable(answer, typed), page: await ownPage(answer, typed) };
		}, person);
		expect(answers.known).toEqual(answers.unknown);
		expect(mailsTo(person.email)).toBe(3);
	});

	for (const script of [false, true])
		test(`a race that fills up and an event that is closed ${script ? 'with' : 'without'} scripts say the same to everybody`, async () => {
			for (let i = 0; i < 8; i += 1) await post('small', 'register', aPerson(`Filler ${i}`));
			for (const event of ['small', 'shut'])
				for (const { person } of KNOWN) {
					const answers = await both(
						async (typed) => comparable(await post(event, 'register', typed, script), typed),
						person
					);
					expect(answers.known).toEqual(answers.unknown);
					expect(answers.known.cookies).toEqual([]);
					expect(script || answers.known.status === 409).toBe(true);
				}
		});

	test('with a fault is answered alike', async () => {
		for (const { person } of KNOWN) {
			const answers = await both(
				async (typed) => comparable(await post('open', 'register', { ...typed, sex: '' }), typed),
				person
			);
			expect(answers.known.status).toBe(400);
			expect(answers.known).toEqual(answers.unknown);
		}
	});
});

test('asking for the link is answered alike, however often', async () => {
	for (const { person } of KNOWN)
		for (let i = 0; i < 6; i += 1) {
			const answers = await both(async (typed) => {
				const form = { email: typed.email };
				return comparable(await post('open', 'link', form, i % 2 === 1), form);
			}, person);
			expect(answers.known).toEqual(answers.unknown);
			expect(answers.known.cookies).toEqual([]);
		}
});

test('signing in, setting up, opening a link and pairing know nobody who runs', async () => {
	for (const { person } of KNOWN) {
		const signIn = await both(async ({ email }) => {
			const form = { email, password: 'a few words in a row' };
			return comparable(await send('/sign-in?/in', { form }), form);
		}, person);
		expect(signIn.known.status).toBe(400);
		expect(signIn.known).toEqual(signIn.unknown);

		const setUp = await both(async ({ name, email }) => {
			const form = { name, email, password: 'a few words in a row' };
			return comparable(await send(`/setup/${'A'.repeat(22)}`, { form }), form);
		}, person);
		expect(setUp.known).toEqual(setUp.unknown);

		const pairing = await both(async ({ name }) => {
			const response = await fetch(`${server.url}/api/v1/pairings`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', 'x-forwarded-for': `11.0.0.${visitors++ % 250}` },
				body: JSON.stringify({ code: name })
			});
			return { status: response.status, body: (await response.text()).replaceAll(name, '(name)') };
		}, person);
		expect(pairing.known).toEqual(pairing.unknown);
	}
});

test('the link of an entry that was cancelled is answered like one that never was', async () => {
	const person = aPerson('Left Known');
	const answer = await post('open', 'register', person);
	await expect.poll(() => mailsTo(person.email)).toBe(1);
	const text = smtp.mails.find(({ to }) => JSON.stringify(to).includes(person.email))?.text ?? '';
	const secret = /\/r\/([\w-]{22})/.exec(text)?.[1] ?? '';
	const cookie = answer.cookies[0]?.split(';')[0] ?? '';
	expect((await send('/me/cancel', { form: { sure: 'yes' }, cookie })).status).toBe(303);
	for (const form of [undefined, { open: 'yes' }]) {
		const [known, unknown] = await Promise.all(
			[secret, 'A'.repeat(22)].map(async (token) =>
				comparable(await send(`/r/${token}`, form ? { form } : {}), { token })
			)
		);
		expect(known).toEqual(unknown);
	}
});

const mailsTo = (email: string): number =>
	smtp.mails.filter(({ to }) => JSON.stringify(to).includes(email)).length;

async function cancelled(person: Person): Promise<void> {
	const answer = await post('open', 'register', person);
	const cookie = answer.cookies[0]?.split(';')[0] ?? '';
	expect((await send('/me/cancel', { form: { sure: 'yes' }, cookie })).status).toBe(303);
}
