/**
 * Which entries of an event may be one person's. Registering compares nothing, since its answer would tell who is entered;
 * organisers see this instead and decide.
 */

/** What entries are compared by; null where it is not known, which equals nothing. */
export interface PossibleDouble {
	id: string;
	nameFolded: string;
	/** `YYYY-MM-DD` */
	birthDate: string | null;
	/** Lower-case. */
	email: string | null;
}

/** Two of the three are the same: name, birth date, address. */
function likenesses({ nameFolded, birthDate, email }: PossibleDouble): string[] {
	const keys: string[] = [];
	if (birthDate !== null) keys.push(JSON.stringify(['name, birth', nameFolded, birthDate]));
	if (email !== null) keys.push(JSON.stringify(['name, mail', nameFolded, email]));
	if (birthDate !== null && email !== null) keys.push(JSON.stringify(['mail, birth', email, birthDate]));
	return keys;
}

/**
 * Groups of two and more, in the order of their first entry, each in the order given. Who is like one of a group belongs
 * to it. Grows with the number of entries, not with its square.
 */
export function groupDoubles<Entry extends PossibleDouble>(entries: readonly Entry[]): Entry[][] {
	const parent = entries.map((_, index) => index);
	const rootOf = (index: number): number => {
		let at = index;
		while (parent[at] !== at) {
			// Halves the way for the next look.
			parent[at] = parent[parent[at] ?? at] ?? at;
			at = parent[at] ?? at;
		}
		return at;
	};
	const firstWith = new Map<string, number>();
	entries.forEach((entry, index) => {
		for (const key of likenesses(entry)) {
			const first = firstWith.get(key);
			if (first === undefined) firstWith.set(key, index);
			else {
				const [a, b] = [rootOf(first), rootOf(index)];
				parent[Math.max(a, b)] = Math.min(a, b);
			}
		}
	});
	const groups = new Map<number, Entry[]>();
	entries.forEach((entry, index) => {
		const root = rootOf(index);
		const group = groups.get(root);
		if (group) group.push(entry);
		else groups.set(root, [entry]);
	});
	return [...groups.values()].filter((group) => group.length > 1);
}
