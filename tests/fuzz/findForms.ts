/** The forms of all pages, as nobody, a runner and an organiser see them. */
import { callerHeaders } from './callers.ts';
import { crawl, type Crawled, type FoundForm, type Visitor } from './crawl.ts';
import { diceOf } from './dice.ts';
import { endsSession, fittingEntries } from './formRequests.ts';
import { pageRoutes } from './pageRoutes.ts';
import type { Stage } from './stage.ts';
import { EVENT } from './world.ts';

const BEGINNINGS: Record<Visitor, string[]> = {
	nobody: ['/', `/e/${EVENT}`, `/e/${EVENT}/register`, `/e/${EVENT}/link`, '/sign-in', '/scan', '/help'],
	runner: ['/me', '/me/cancel', `/e/${EVENT}/register`],
	organiser: ['/organise', '/organise/keys', `/organise/${EVENT}`]
};

export async function findForms({
	world,
	client,
	server
}: Pick<Stage, 'world' | 'client' | 'server'>): Promise<Crawled> {
	const routes = pageRoutes();
	const all: Crawled = { pages: new Map(), forms: [] };
	for (const visitor of ['nobody', 'runner', 'organiser'] as const) {
		const dice = diceOf(1);
		const { pages, forms } = await crawl({
			client,
			url: server.url,
			routes,
			visitor,
			headers: () => callerHeaders(world, visitor, dice),
			from: BEGINNINGS[visitor],
			fill: (form: FoundForm) => (endsSession(form) ? null : fittingEntries(form, dice))
		});
		for (const [path, status] of pages) all.pages.set(`${visitor} ${path}`, status);
		all.forms.push(...forms);
	}
	return all;
}
