/**
 * How a text that somebody wrote about a person is kept, whichever door it comes through: on one line, with single blanks
 * and none around it, in Unicode's composed form (NFC). Line breaks and other controls are blanks: pasted cells have them,
 * and in mails, lists and on printers they would do harm. A text in which nothing can be seen is empty.
 */
export const tidyText = (text: string): string => composed(onOneLine(text));

/** Never longer than the text. */
export function onOneLine(text: string): string {
	const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
	return /[^\p{C}\p{Z}]/u.test(line) ? line : '';
}

/** Nearly always shorter; a few letters of Hebrew and Indian scripts become longer. */
export const composed = (text: string): string => text.normalize('NFC');
