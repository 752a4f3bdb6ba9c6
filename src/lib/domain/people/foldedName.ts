/**
 * The form under which names are compared and searched: NFD, marks stripped, lower-case, single spaces.
 * `Șase`, `Şase` and `Sase` are one name; what was typed is stored beside it and never changed.
 */
export const foldName = (name: string): string =>
	name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

/** `Date of birth:` → `dateofbirth`: blanks and punctuation do not matter either. */
export const foldHeading = (heading: string): string => foldName(heading).replace(/[^\p{L}\p{N}№]/gu, '');
