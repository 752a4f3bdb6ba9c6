/** Opens pages one after another, each with all that belongs to it, and tells what did not arrive. */
import type { Browser, BrowserContext, Page, Request } from '@playwright/test';
import type { Session } from './stage.ts';

/** What a page cannot do without, by the browser's names for its requests. */
const PARTS = ['document', 'stylesheet', 'script', 'font', 'image'];

/** Goes from page to page in one tab, each opened with all its styles and scripts. */
export class Visitor {
	readonly #context: Promise<BrowserContext>;
	#page: Page | undefined;

	constructor(browser: Browser, session?: Session) {
		this.#context = browser.newContext({ storageState: session, reducedMotion: 'reduce' });
	}

	/**
	 * Once in some hundred pages the browser drops what it is loading (net::ERR_ABORTED, for a reason not found): such a
	 * page is opened once more, in a new tab, and what fails again is a fault. An answer with an error is one at once.
	 */
	async openWhole(url: string): Promise<{ page: Page; faults: string[] }> {
		const first = await this.#open(url);
		if (first.lost.length === 0) return { page: first.page, faults: first.refused };
		console.log(`Opened again, since the browser lost ${first.lost.join(', ')}`);
		await first.page.close();
		this.#page = undefined;
		const { page, lost, refused } = await this.#open(url);
		return { page, faults: [...lost, ...first.refused, ...refused] };
	}

	async #open(url: string): Promise<{ page: Page; lost: string[]; refused: string[] }> {
		const page = (this.#page ??= await (await this.#context).newPage());
		for (const event of ['framenavigated', 'request', 'requestfailed', 'response'] as const)
			page.removeAllListeners(event);
		await page.setViewportSize({ width: 1280, height: 800 });
		const lost: string[] = [];
		const refused: string[] = [];
		// A call or stream of the page before is closed by leaving it, and is no loss of this one.
		let arrived = false;
		const own = new Set<Request>();
		page.on('framenavigated', () => (arrived = true));
		page.on('request', (request) => {
			if (arrived || PARTS.includes(request.resourceType())) own.add(request);
		});
		page.on('requestfailed', (request) => {
			if (own.has(request)) lost.push(`${request.url()}: ${request.failure()?.errorText ?? ''}`);
		});
		page.on('response', (response) => {
			if (response.status() >= 400 && response.url() !== url)
				refused.push(`${response.url()}: ${response.status()}`);
		});
		await page.goto(url);
		return { page, lost: [...lost], refused: [...refused] };
	}

	async leave(): Promise<void> {
		await (await this.#context).close();
	}
}
