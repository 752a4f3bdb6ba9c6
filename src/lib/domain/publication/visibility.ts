/**
 * What the public sees of a runner. The runner chooses; `bib` is the default, so that hiding says nothing about anyone.
 *
 * | choice | before the finish | after it |
 * | --- | --- | --- |
 * | name | name, splits | name, splits |
 * | alias | alias, splits | alias, splits |
 * | bib | in no list | bib and times, no name, no splits |
 * | hidden | in no list | in no list; the places of others stay |
 */
import type { Visibility } from '#lib/domain/registration/entry.ts';

export interface RunnerIdentity {
	name: string;
	alias: string | null;
	visibility: Visibility;
}

export interface PublicRunner {
	/** The name or alias; null: the bib alone. */
	name: string | null;
	/** May split times, which tell where somebody is, be shown? */
	splits: boolean;
}

/**
 * Null: in no public list. An alias that was chosen but not given shows the bib alone.
 * @param finished whether the runner has a place or time; who did not finish never had "after the finish".
 */
export function publicRunner(
	{ name, alias, visibility }: RunnerIdentity,
	{ finished }: { finished: boolean }
): PublicRunner | null {
	if (visibility === 'name') return { name, splits: true };
	if (visibility === 'alias' && alias) return { name: alias, splits: true };
	if (visibility === 'hidden' || !finished) return null;
	return { name: null, splits: false };
}
