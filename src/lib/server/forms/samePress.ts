/**
 * The same press twice is one act, also without scripts: a form of the desk that arrives once more is answered with what
 * came of it the first time, instead of being done again.
 */
import { createHash } from 'node:crypto';
import type { App } from '#lib/server/app.ts';
import { actorOf, type Caller } from '#lib/server/access/caller.ts';
import { perApp } from '#lib/server/perApp.ts';

/** Two equal forms in a row, closer together than this, are one press: no page has been read in between. */
const ONE_PRESS_MS = 2000;
/** A press that bears a name is known this long: it is sent again by somebody who has heard no answer. */
const KNOWN_MS = 10 * 60_000;
/** Presses remembered of one account. */
const REMEMBERED = 8;
/** Accounts remembered; whoever pressed longest ago is forgotten. */
const ACCOUNTS = 200;
/** A longer answer, such as a page with a long list, is not kept once it is given. */
const LONGEST_KEPT = 200_000;

interface Answer {
	status: number;
	headers: Headers;
	body: ArrayBuffer;
}
interface Press {
	/** Digest of the address and of all that the form says, the press's name among it. */
	content: string;
	named: boolean;
	atMs: number;
	answer: Promise<Answer>;
}

const pressesOf = perApp('presses', () => new Map<string, Press[]>());

/**
 * Answers a form of an organiser, by `act` or from memory. Anything else is passed on.
 * @param input.request a copy is read
 */
export async function oncePerPress(
	app: App,
	{ caller, request }: { caller: Caller; request: Request },
	act: () => Promise<Response>
): Promise<Response> {
	if (caller.kind !== 'account' || !isForm(request)) return act();
	const body = await request.clone().text();
	const how = request.headers.get('x-sveltekit-action') ?? '';
	const content = createHash('sha256').update([request.url, how, body].join('\n')).digest('base64');
	const known = rememberedOf(app, actorOf(caller));
	const now = app.now();
	const same = known.find((press, index) => {
		if (press.content !== content) return false;
		return now - press.atMs < (press.named ? KNOWN_MS : index === 0 ? ONE_PRESS_MS : 0);
	});
	if (same) return responseOf(await same.answer);
	const answer = act().then(wholeOf);
	const press = { content, named: new URLSearchParams(body).has('press'), atMs: now, answer };
	known.unshift(press);
	known.length = Math.min(known.length, REMEMBERED);
	const forget = (): void => {
		if (known.includes(press)) known.splice(known.indexOf(press), 1);
	};
	answer.then(({ status, body: { byteLength } }) => {
		// What failed was not done, and may be tried again.
		if (status >= 500 || byteLength > LONGEST_KEPT) forget();
	}, forget);
	return responseOf(await answer);
}

const isForm = ({ method, headers }: Request): boolean =>
	method === 'POST' && /^application\/x-www-form-urlencoded\b/i.test(headers.get('content-type') ?? '');

/** The latest first. */
function rememberedOf(app: App, account: string): Press[] {
	const all = pressesOf(app);
	const presses = all.get(account) ?? [];
	all.delete(account);
	all.set(account, presses);
	const [oldest] = all.keys();
	if (all.size > ACCOUNTS && oldest !== undefined) all.delete(oldest);
	return presses;
}

const wholeOf = async (response: Response): Promise<Answer> => ({
	status: response.status,
	headers: response.headers,
	body: await response.arrayBuffer()
});

const responseOf = ({ status, headers, body }: Answer): Response =>
	new Response(body.byteLength > 0 ? body : null, { status, headers: new Headers(headers) });
