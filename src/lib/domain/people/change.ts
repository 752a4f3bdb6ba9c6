/** What a runner changes on the own page, and which consents that gives or withdraws. */
import type { ConsentAnswer, ConsentKind } from './consent.ts';
import { foldName } from './foldedName.ts';
import type { Visibility } from './entry.ts';

export interface EntryChange {
	name: string;
	club: string | null;
	visibility: Visibility;
	alias: string | null;
	photos: boolean;
	nextYearMail: boolean;
}

export interface ChangedEntry {
	name: string;
	nameFolded: string;
	club: string | null;
	visibility: Visibility;
	alias: string | null;
	/** The alias differs from the one that an organiser may have decided about: it waits anew, and the old one is forgotten. */
	aliasChanged: boolean;
	/** Only what differs from what is in force: a record is an act, not a snapshot. */
	consents: ConsentAnswer[];
}

export function decideChange(situation: {
	change: EntryChange;
	/** As stored. */
	alias: string | null;
	inForce: Record<ConsentKind, boolean>;
	minor: boolean;
}): ChangedEntry {
	const { change, inForce, minor } = situation;
	const wanted: ConsentAnswer[] = [
		{ kind: 'name', given: change.visibility === 'name' },
		{ kind: 'photos', given: change.photos },
		{ kind: 'next-year-mail', given: change.nextYearMail && !minor }
	];
	const alias = change.visibility === 'alias' ? change.alias : null;
	return {
		name: change.name,
		nameFolded: foldName(change.name),
		club: change.club,
		visibility: change.visibility,
		alias,
		aliasChanged: alias !== situation.alias,
		consents: wanted.filter(({ kind, given }) => inForce[kind] !== given)
	};
}
