/** Finds every page that links lead to and every button of a form on it, and presses one as a person would. */
import { expect, type BrowserContext, type Page } from '@playwright/test';

/** One button of a form; `key` tells it from the others of its page, the same in each row of a list. */
export interface FormButton {
	path: string;
	key: string;
}

/** Addresses of one kind are visited this often: an emptier one and a fuller one may differ. */
const VISITS_OF_A_KIND = 2;

/** One for each runner's page and each event's: what differs is only whose it is. */
const kindOf = ({ pathname, searchParams }: URL): string =>
	[
		pathname
			.replace(/^\/(e|organise)\/(?!keys|new)[^/]+/, '/$1/:event')
			.replace(/[\da-f]{8}-[\da-f-]{27}|(?<=\/)\d+(?=\/|$)|(?<=\/B\/)\w+/g, ':id'),
		...[...searchParams.keys()].sort()
	].join(' ');

/** Pages only: no files, no programs' doors, and one language. */
const isPage = (path: string): boolean => !/^\/(api|ro|ru)(\/|$)|\.\w+$/.test(path);

/** Where a tour begins, and the part of the site that it does not leave. */
export interface Tour {
	origin: string;
	starts: readonly string[];
	within?: string;
	except?: string;
}

/** Follows links from `starts`; answers the buttons of all forms. */
export async function formButtons(
	page: Page,
	{ origin, starts, within = '/', except }: Tour
): Promise<FormButton[]> {
	const isOfTour = ({ origin: of, pathname }: URL) =>
		of === origin && pathname.startsWith(within) && pathname !== except && isPage(pathname);
	const waiting = starts.map((path) => new URL(path, origin));
	const visits = new Map<string, number>();
	const seen = new Set<string>();
	const found = new Map<string, FormButton>();
	for (let url = waiting.shift(); url; url = waiting.shift()) {
		const path = url.pathname + url.search;
		const kind = kindOf(url);
		const count = visits.get(kind) ?? 0;
		if (seen.has(path) || count === VISITS_OF_A_KIND || !isOfTour(url)) continue;
		seen.add(path);
		visits.set(kind, count + 1);
		await page.goto(url.href);
		const { links, keys } = await page.evaluate(lookAround, null);
		waiting.push(...links.map((link) => new URL(link)));
		for (const key of keys) if (!found.has(`${kind} ${key}`)) found.set(`${kind} ${key}`, { path, key });
	}
	return [...found.values()];
}

/**
 * In the browser: where links lead, and the keys of all buttons of forms. The first button whose key is `wanted` is marked,
 * and what it is folded in is opened; `found` says whether there is one.
 */
function lookAround(wanted: string | null): { links: string[]; keys: string[]; found: boolean } {
	const links = [...document.querySelectorAll<HTMLAnchorElement>('a[href]:not([download])')];
	const buttons = [...document.querySelectorAll<HTMLButtonElement>('form button')]
		// One that is hidden is for Enter alone; its form has another that can be seen.
		.filter((button) => button.type === 'submit' && button.ariaHidden !== 'true')
		.map((button) => {
			const action = button.getAttribute('formaction') ?? button.form?.getAttribute('action') ?? '';
			const words = button.textContent.replace(/\d+/g, '0').replace(/\s+/g, ' ').trim();
			return { button, key: [button.form?.method, action, button.name, button.value, words].join('|') };
		});
	const toPress = buttons.find(({ key }) => key === wanted)?.button;
	if (toPress) toPress.dataset.toPress = '';
	for (let around = toPress?.closest('details'); around; around = around.parentElement?.closest('details'))
		around.open = true;
	return {
		links: links.map(({ href }) => href),
		keys: buttons.map(({ key }) => key),
		found: Boolean(toPress)
	};
}

/** In the browser: notes when kit has taken over, and what the browser says against fields, fair where one must be filled in and is empty. */
function watch(): void {
	const { addEventListener } = EventTarget.prototype;
	EventTarget.prototype.addEventListener = function (this: EventTarget, ...given) {
		// Kit's router listens to forms last of all.
		if (given[0] === 'submit' && !(this instanceof HTMLFormElement)) Object.assign(window, { routed: true });
		addEventListener.apply(this, given);
	};
	document.addEventListener(
		'invalid',
		({ target }) => {
			const field = target as HTMLInputElement;
			const label = field.labels?.[0]?.textContent.replace(/\s+/g, ' ').trim() ?? '';
			const filter = field.form?.method === 'get' || field.type === 'search' || field.localName === 'select';
			const fair = field.validity.valueMissing && field.required && !filter && !/\(optional\)/i.test(label);
			console.info(
				`complaint ${fair ? 'fair' : 'unfair'} ${label} (${field.name}): ${field.validationMessage}`
			);
		},
		true
	);
}

/**
 * Opens the page anew and presses the button with the form's defaults; answers what is wrong with what follows. Null:
 * the button is no longer there.
 */
export async function press(
	context: BrowserContext,
	{ origin, button: { path, key } }: { origin: string; button: FormButton }
): Promise<string[] | null> {
	const page = await context.newPage();
	const faults: string[] = [];
	const complaints: string[] = [];
	page.on('console', (message) => {
		if (message.text().startsWith('complaint')) complaints.push(message.text());
	});
	page.on('dialog', (dialog) => void dialog.accept());
	await page.addInitScript(watch);
	await page.goto(origin + path);
	await page.waitForFunction(
		() => 'routed' in window || document.querySelector('link[rel=modulepreload]') === null,
		null,
		{ timeout: 60_000 }
	);
	if (!(await page.evaluate(lookAround, key)).found) {
		await page.close();
		return null;
	}
	const posts = key.startsWith('post');
	const answered = page
		.waitForResponse(
			(response) =>
				posts
					? response.request().method() === 'POST'
					: response.request().isNavigationRequest() || response.url().includes('__data.json?'),
			{ timeout: 10_000 }
		)
		.catch(() => null);
	const complained = page.waitForEvent('console', {
		predicate: (message) => message.text().startsWith('complaint'),
		timeout: 10_000
	});
	await page.locator('[data-to-press]').click();
	const response = await Promise.race([
		answered,
		complained.then(
			() => 'complaint' as const,
			() => answered
		)
	]);
	if (response === 'complaint')
		faults.push(...complaints.filter((text) => !text.startsWith('complaint fair')));
	else if (response === null) faults.push('nothing was sent');
	else if (response.status() >= 500) faults.push(`answered with ${response.status()}`);
	else if (posts) faults.push(...(await faultsOfAnswer(page, await resultOf(response))));
	// Chromium now and then never closes a page that is on its way to another.
	await page.waitForLoadState();
	await page.close();
	return faults;
}

interface Answer {
	kind: string;
	status: number;
}

/** A form sent by script is answered with 200 and tells within what came of it. */
async function resultOf(response: {
	status(): number;
	headers(): Record<string, string>;
	json(): Promise<unknown>;
}): Promise<Answer> {
	if (!response.headers()['content-type']?.includes('json'))
		return { kind: response.status() >= 400 ? 'failure' : 'success', status: response.status() };
	const { type, status = response.status() } = (await response.json()) as { type: string; status?: number };
	return { kind: type, status };
}

/** A refusal is explained in words, near the eye; a page of errors explains nothing. */
async function faultsOfAnswer(page: Page, { kind, status }: Answer): Promise<string[]> {
	if (kind === 'error' || status >= 500) return [`${kind} ${status}`];
	if (kind !== 'failure') return [];
	// A question that was asked back has the focus.
	const words = page
		.locator('[role=alert], [role=status], [id$="-error"], [role=group]:focus')
		.filter({ hasText: /\p{L}{3}/u });
	const seen = await expect(async () => {
		const shown = await words.evaluateAll((all) =>
			all.some((element) => {
				const { top, bottom, height } = element.getBoundingClientRect();
				return height > 0 && bottom > 0 && top < innerHeight;
			})
		);
		expect(shown).toBe(true);
	})
		.toPass({ timeout: 3000 })
		.then(() => true)
		.catch(() => false);
	return seen ? [] : [`refused with ${status}, and no words about it in view`];
}
