/** Walks through the pages as somebody who follows every kind of link, and collects the forms they show. */
import { locales } from '#lib/paraglide/runtime.js';
import type { Client } from './client.ts';
import { inLocale, routeOf, type PageRoute } from './pageRoutes.ts';
import { encodeEntries, readPage, type Entry, type PageForm } from '../support/pageForms.ts';

export const LOCALES = locales;
export type Visitor = 'nobody' | 'runner' | 'organiser';

export interface FoundForm extends PageForm {
	visitor: Visitor;
	/** The route that takes it, with the action: `/organise/[event]/phones?/pair`. */
	id: string;
}

export interface Crawled {
	/** Path → status. */
	pages: Map<string, number>;
	forms: FoundForm[];
}

/** How many pages of one route, with the same names in the query, are looked at: in English, and in each other language. */
const SAMPLES = { en: 2, others: 1 };
const MOST_PAGES = 400;

export interface Crawling {
	client: Client;
	url: string;
	routes: PageRoute[];
	visitor: Visitor;
	/** Headers that say who visits. */
	headers: () => Record<string, string>;
	/** Paths in English to begin with. */
	from: string[];
	locales?: readonly string[];
	/** What a form is sent with, to see the forms of the answer; null: it is not sent. */
	fill: (form: FoundForm) => Entry[] | null;
}

export async function crawl({
	client,
	url,
	routes,
	visitor,
	headers,
	from,
	locales: asked = LOCALES,
	fill
}: Crawling): Promise<Crawled> {
	const pages = new Map<string, number>();
	const forms = new Map<string, FoundForm>();
	const seen = new Map<string, number>();
	const queue = asked.flatMap((locale) => from.map((path) => inLocale(path, locale)));

	const take = (html: string, page: string): FoundForm[] => {
		const shown = readPage(html, page);
		queue.push(...shown.links);
		return shown.forms.flatMap((form) => {
			const route = routeOf(routes, form.action);
			if (route === null) return [];
			const [action = ''] = /(?<=\?)\/\w+/.exec(form.action) ?? [];
			const found: FoundForm = { ...form, visitor, id: action ? `${route}?${action}` : route };
			const key = keyOf(found);
			if (forms.has(key)) return [];
			forms.set(key, found);
			return [found];
		});
	};

	while (queue.length > 0 && pages.size < MOST_PAGES) {
		const path = queue.shift() ?? '';
		const route = routeOf(routes, path);
		if (route === null || pages.has(path)) continue;
		const [locale] = /^\/(?:ro|ru)(?=\/|$)/.exec(path) ?? [''];
		const kind = `${locale} ${route} ${[...new URLSearchParams(path.split('?')[1]).keys()].sort().join()}`;
		if ((seen.get(kind) ?? 0) >= (locale ? SAMPLES.others : SAMPLES.en)) continue;
		seen.set(kind, (seen.get(kind) ?? 0) + 1);
		const asked = { route, method: 'GET', caller: visitor, known: true };
		const answer = await client.ask({ ...asked, path, headers: headers() }, { whole: true });
		pages.set(path, answer.status ?? 0);
		const moved = answer.headers.location;
		if (moved?.startsWith('/')) queue.push(moved);
		if (!answer.headers['content-type']?.startsWith('text/html') || answer.status !== 200) continue;
		const fresh = take(answer.text, path);
		// What a form answers with may hold another form: a preview, a way back.
		for (const form of fresh) {
			const entries = form.method === 'post' ? fill(form) : null;
			if (!entries) continue;
			const { type, body } = await encodeEntries(form, entries);
			const sent = await client.ask(
				{
					...asked,
					method: 'POST',
					path: form.action,
					headers: { ...headers(), Origin: url, Accept: 'text/html', 'Content-Type': type },
					body
				},
				{ whole: true }
			);
			if (sent.headers['content-type']?.startsWith('text/html')) take(sent.text, path);
		}
	}
	return { pages, forms: [...forms.values()] };
}

/** Forms of the same fields at the same route are one, in one language. */
function keyOf({ id, action, fields, button }: FoundForm): string {
	const [locale] = /^\/(?:ro|ru)(?=\/)/.exec(action) ?? [''];
	return [locale, id, fields.map(({ name }) => name).join(), button?.join('=') ?? ''].join(' ');
}
