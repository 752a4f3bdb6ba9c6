import * as m from '#lib/paraglide/messages.js';
import type { UnreadableText } from '#lib/server/csv/textRecords.ts';
import type { ListFault } from './uploadedList.ts';

/** Why a list could not be read at all, in words. */
export const listFaultWords: Record<ListFault, () => string> = {
	missing: m.organiser_list_missing,
	'too-large': m.organiser_list_too_large,
	'not-utf8': m.organiser_list_not_utf8
};

export const unreadableWords = ({ line }: UnreadableText): string =>
	line === null ? m.organiser_list_too_long() : m.organiser_list_broken({ line });
