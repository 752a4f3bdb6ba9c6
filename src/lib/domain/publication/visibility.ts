/**
 * What the public sees of a runner. The runner chooses; `bib` is the default, so that hiding says nothing about anyone.
 *
 * | choice | before the finish | after it |
 * | --- | --- | --- |
 * | name | name, splits | name, splits |
 * | alias, released | alias, splits | alias, splits |
 * | alias, not released | in no list | bib and times, no name, no splits |
 * | bib | in no list | bib and times, no name, no splits |
 * | hidden | in no list | in no list; the places of others stay |
 */
import type { AliasState } from '#lib/domain/people/aliasState.ts';
import type { Visibility } from '#lib/domain/people/entry.ts';

export interface RunnerIdentity {
	name: string;
	alias: string | null;
	/** An alias may be somebody's name, so it appears only once an organiser has released it. */
	aliasState: AliasState;
	visibility: Visibility;
}

export interface PublicRunner {
	/** The name or alias; null: the bib alone. */
	name: string | null;
	/** May split times, which tell where somebody is, be shown? */
	splits: boolean;
}

/**
 * Null: in no public list. An alias that was chosen but not given, or not released, shows the bib alone.
 * @param finished whether the runner has a place or time; who did not finish never had "after the finish".
 */
export function publicRunner(
	{ name, alias, aliasState, visibility }: RunnerIdentity,
	{ finished }: { finished: boolean }
): PublicRunner | null {
	if (visibility === 'name') return { name, splits: true };
	if (visibility === 'alias' && alias && aliasState === 'released') return { name: alias, splits: true };
	if (visibility === 'hidden' || !finished) return null;
	return { name: null, splits: false };
}
