/** Where an alias stands between the runner who chose it and the public. */

/** `none`: there is no alias. `waiting`: no organiser has decided about this text yet. */
export type AliasState = 'none' | 'waiting' | 'released' | 'refused';

export interface DecidedAlias {
	alias: string | null;
	/** The alias that an organiser decided about. The decision holds for that text alone. */
	aliasDecided: string | null;
	aliasReleased: boolean;
}

export function aliasStateOf({ alias, aliasDecided, aliasReleased }: DecidedAlias): AliasState {
	if (alias === null || alias === '') return 'none';
	if (aliasDecided !== alias) return 'waiting';
	return aliasReleased ? 'released' : 'refused';
}
