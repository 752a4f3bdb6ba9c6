/** The words of a language, out of the files of all areas. */
import { readdirSync, readFileSync } from 'node:fs';

export type Message =
	string | { declarations?: string[]; selectors?: string[]; match: Record<string, string> }[];
export type Catalogue = Record<string, Message>;

export const AREAS = readdirSync('src/messages');

export const areaOf = (area: string, locale: string): Catalogue => {
	const text = readFileSync(`src/messages/${area}/${locale}.json`, 'utf8');
	const entries = Object.entries(JSON.parse(text) as Catalogue);
	return Object.fromEntries(entries.filter(([key]) => !key.startsWith('$')));
};

export const catalogueOf = (locale: string): Catalogue =>
	Object.assign({}, ...AREAS.map((area) => areaOf(area, locale)));
