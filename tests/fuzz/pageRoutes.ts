/** The routes of the pages as the folders of src/routes name them, and which of them an address belongs to. */
import { readdirSync } from 'node:fs';

export interface PageRoute {
	/** `/e/[event]/results` */
	id: string;
	/** Names of its parameters in order. */
	params: string[];
	matches(path: string): boolean;
}

const LOCALE = /^\/(?:ro|ru)(?=\/|$)/;
const PARAM = /\[(\w+)(?:=\w+)?\]/g;

export const withoutLocale = (path: string): string => path.replace(LOCALE, '') || '/';

/** `/ro/help` for `/help`; English has no prefix. */
export const inLocale = (path: string, locale: string): string =>
	locale === 'en' ? path : `/${locale}${path === '/' ? '' : path}`;

export function pageRoutes(): PageRoute[] {
	const files = readdirSync('src/routes', { recursive: true, encoding: 'utf8' });
	const ids = files
		.filter((file) => /(?:^|\/)\+(?:page\.svelte|server\.ts)$/.test(file))
		.map(
			(file) =>
				'/' +
				file
					.split('/')
					.slice(0, -1)
					.filter((step) => !/^\(.*\)$/.test(step))
					.join('/')
		);
	return [...new Set(ids)].sort().map((id) => {
		const pattern = new RegExp(`^${id.replace(/[.]/g, '\\.').replace(PARAM, '[^/]+')}/?$`);
		return {
			id,
			params: [...id.matchAll(PARAM)].map(([, name = '']) => name),
			matches: (path) => pattern.test(path)
		};
	});
}

/** The address of a route with its parameters filled in. */
export const addressIn = (id: string, valueOf: (param: string) => string): string =>
	id.replace(PARAM, (_, name: string) => valueOf(name));

/** Id of the route that serves a path (any language, with or without a query); null: none does. */
export function routeOf(routes: PageRoute[], path: string): string | null {
	const bare = withoutLocale(path.split('?')[0] ?? '');
	// A route without parameters is more exact than one with.
	const found = routes
		.filter((route) => route.matches(bare))
		.sort((a, b) => a.params.length - b.params.length);
	return found[0]?.id ?? null;
}
