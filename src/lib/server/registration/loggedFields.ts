/** Which fields of an entry the log of its changes holds. */
import type { EntryFields } from '#lib/domain/people/entryVersions.ts';
import { ORGANISER_FIELDS } from '#lib/schemas/person.ts';

const LOGGED = ['race', 'wave', 'bib', ...ORGANISER_FIELDS, 'state'] as const;

/** What is not known of an entry, such as the state in a list, is no difference where both sides do not know it. */
export const loggedFields = (entry: Partial<Record<(typeof LOGGED)[number], unknown>>): EntryFields =>
	Object.fromEntries(LOGGED.map((field) => [field, entry[field]]));
