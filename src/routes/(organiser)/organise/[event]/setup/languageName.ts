import { getLocale } from '#lib/paraglide/runtime.js';

/** In the language of the page: "Romanian". */
export const languageName = (locale: string): string =>
	new Intl.DisplayNames(getLocale(), { type: 'language' }).of(locale) ?? locale;

/** As a heading: Romanian and Russian write languages small within a sentence. */
export function languageHeading(locale: string): string {
	const name = languageName(locale);
	return name.charAt(0).toLocaleUpperCase(getLocale()) + name.slice(1);
}
