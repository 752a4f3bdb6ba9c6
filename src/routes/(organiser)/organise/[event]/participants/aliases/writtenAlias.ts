import type { SeenAlias } from '#lib/server/registration/aliases.ts';

/** An alias as the page sends it: the participant's id, a blank, and the text that the organiser saw. */
export const writtenAlias = ({ id, alias }: SeenAlias): string => `${id} ${alias}`;
