/** What a runner changes on the own page, and which consents that gives or withdraws. */
import type { ConsentAnswer, ConsentKind } from './consent.ts';
import { foldName } from './foldedName.ts';
import type { Visibility } from './entry.ts';

/** What decides about a change. All else that a runner may change is stored as it is. */
export interface EntryChange {
	name: string;
	visibility: Visibility;
	alias: string | null;
	photos: boolean;
	nextYearMail: boolean;
}

export interface ChangedEntry<Change extends EntryChange> {
	/** As it is to be stored. */
	entry: Omit<Change, 'photos' | 'nextYearMail'> & { nameFolded: string; alias: string | null };
	/** The alias differs from the one that an organiser may have decided about: it waits anew, and the old one is forgotten. */
	aliasChanged: boolean;
	/** Only what differs from what is in force: a record is an act, not a snapshot. */
	consents: ConsentAnswer[];
}

export function decideChange<Change extends EntryChange>(situation: {
	change: Change;
	/** As stored. */
	alias: string | null;
	inForce: Record<ConsentKind, boolean>;
	minor: boolean;
}): ChangedEntry<Change> {
	const { inForce, minor } = situation;
	const { photos, nextYearMail, ...change } = situation.change;
	const wanted: ConsentAnswer[] = [
		{ kind: 'name', given: change.visibility === 'name' },
		{ kind: 'photos', given: photos },
		{ kind: 'next-year-mail', given: nextYearMail && !minor }
	];
	const alias = change.visibility === 'alias' ? change.alias : null;
	return {
		entry: { ...change, nameFolded: foldName(change.name), alias },
		aliasChanged: alias !== situation.alias,
		consents: wanted.filter(({ kind, given }) => inForce[kind] !== given)
	};
}
