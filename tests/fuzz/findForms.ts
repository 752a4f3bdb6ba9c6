/** The forms of all pages, as nobody, a runner and an organiser see them. */
import { callerHeaders } from './callers.ts';
import { crawl, type Crawled, type FoundForm, type Visitor } from './crawl.ts';
import { diceOf } from './dice.ts';
import { endsSession, fittingEntries } from './formRequests.ts';
import { pageRoutes } from './pageRoutes.ts';
import type { Stage } from './stage.ts';
import { EVENT, type World } from './world.ts';

/** Where links that are followed begin, the event with most on it first: what a person types, or finds in a mail or on a bib. */
const beginnings = ({ ids }: World): Record<Visitor, string[]> => ({
	nobody: [
		`/e/${EVENT}`,
		`/e/${EVENT}/link`,
		'/',
		`/r/${ids.token?.[0]}`,
		`/b/${ids.bibCode?.[0]}`,
		'/sign-in',
		'/scan'
	],
	runner: ['/me', `/e/${EVENT}/register`],
	organiser: [`/organise/${EVENT}`, '/organise']
});

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
			from: beginnings(world)[visitor],
			fill: (form: FoundForm) => (endsSession(form) ? null : fittingEntries(form, dice))
		});
		for (const [path, status] of pages) all.pages.set(`${visitor} ${path}`, status);
		all.forms.push(...forms);
	}
	return all;
}
