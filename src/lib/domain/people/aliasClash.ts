/**
 * What an alias coincides with in its event, for the organiser who releases it. Nobody else is told: an alias that were
 * refused for being somebody's name would tell that this person is entered.
 */
import { foldName } from './foldedName.ts';

export interface NamedEntry {
	id: string;
	bib: string | null;
	nameFolded: string;
	/** Null also where the runner does not want to be shown by one. */
	alias: string | null;
}

/** `own-name`: the runner's own. `name` and `alias`: that of others. */
export type AliasClash = { with: 'own-name' } | { with: 'name' | 'alias'; bibs: (string | null)[] };

/** @param everybody all who are registered in the event. Answers, for each of `asked`, what its alias coincides with. */
export function aliasClashes(
	asked: readonly NamedEntry[],
	everybody: readonly NamedEntry[]
): Map<string, AliasClash[]> {
	const byName = grouped(everybody, ({ nameFolded }) => nameFolded);
	const byAlias = grouped(everybody, ({ alias }) => (alias ? foldName(alias) : null));
	return new Map(
		asked.map(({ id, alias, nameFolded }) => {
			const folded = foldName(alias ?? '');
			const others = (group: NamedEntry[] | undefined) => group?.filter((other) => other.id !== id) ?? [];
			const clashes: AliasClash[] = folded !== '' && folded === nameFolded ? [{ with: 'own-name' }] : [];
			const names = others(byName.get(folded));
			const aliases = others(byAlias.get(folded));
			if (names.length > 0) clashes.push({ with: 'name', bibs: names.map(({ bib }) => bib) });
			if (aliases.length > 0) clashes.push({ with: 'alias', bibs: aliases.map(({ bib }) => bib) });
			return [id, clashes];
		})
	);
}

function grouped(
	entries: readonly NamedEntry[],
	keyOf: (entry: NamedEntry) => string | null
): Map<string, NamedEntry[]> {
	const groups = new Map<string, NamedEntry[]>();
	for (const entry of entries) {
		const key = keyOf(entry);
		if (!key) continue;
		const group = groups.get(key);
		if (group) group.push(entry);
		else groups.set(key, [entry]);
	}
	return groups;
}
