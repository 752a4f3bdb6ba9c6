import { getLocale } from '#lib/paraglide/runtime.js';

/** In the language of the page: "Romanian". */
export const languageName = (locale: string): string =>
	new Intl.DisplayNames(getLocale(), { type: 'language' }).of(locale) ?? locale;
