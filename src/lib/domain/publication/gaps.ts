/**
 * Gaps in a public list. Who is in no public list keeps the place, so it stays empty there, and tells something of that
 * runner: a finish between two times, and within a sex or division who it may be. A version may be published with the
 * places by division and sex closed up: there the public list counts only the runners that it shows.
 *
 * Overall places are never closed up: sums of a team's places, what changed between versions and the runner's own page
 * name them too, and would disagree. They tell no more than that somebody finished in between.
 */
import type { Sex } from '#lib/domain/timing/facts/course.ts';
import type { Places } from './publishedResults.ts';

/** With so few finishers an empty place in a sex or division may tell who it is. */
export const FEW_FINISHERS = 5;

export interface Finisher {
	sex: Sex | null;
	division: string | null;
	/** In the public list? */
	listed: boolean;
}

export interface Gaps {
	/** Finishers in no public list. */
	count: number;
	/** Divisions and sexes with such a finisher, and few altogether. */
	small: ({ finishers: number } & ({ division: string } | { sex: Sex }))[];
}

export function gapsOf(finishers: readonly Finisher[]): Gaps {
	const divisions = countBy(finishers, ({ division }) => division);
	const sexes = countBy(finishers, ({ sex }) => sex);
	return {
		count: finishers.filter(({ listed }) => !listed).length,
		small: [
			...few(divisions).map(([division, finishers]) => ({ division, finishers })),
			...few(sexes).map(([sex, finishers]) => ({ sex, finishers }))
		]
	};
}

interface Count {
	all: number;
	unlisted: number;
}

function countBy<K extends string>(
	finishers: readonly Finisher[],
	keyOf: (finisher: Finisher) => K | null
): Map<K, Count> {
	const counts = new Map<K, Count>();
	for (const finisher of finishers) {
		const key = keyOf(finisher);
		if (key === null) continue;
		const { all, unlisted } = counts.get(key) ?? { all: 0, unlisted: 0 };
		counts.set(key, { all: all + 1, unlisted: unlisted + (finisher.listed ? 0 : 1) });
	}
	return counts;
}

const few = <K extends string>(counts: Map<K, Count>): [K, number][] =>
	[...counts].flatMap(([key, { all, unlisted }]): [K, number][] =>
		unlisted > 0 && all <= FEW_FINISHERS ? [[key, all]] : []
	);

/** What places by sex and division are counted within. */
export type Ranked = Pick<Places, 'sexPlace' | 'divisionPlace'> & {
	sex?: Sex | null;
	division: string | null;
};

/** The same rows, in their order, with places by sex and division counted among them alone; ties stay ties. */
export function closedUp<R extends Ranked>(rows: readonly R[]): R[] {
	const sexPlace = closing(rows.map(({ sex, sexPlace: place }) => ({ group: sex ?? null, place })));
	const divisionPlace = closing(
		rows.map(({ division, divisionPlace: place }) => ({ group: division, place }))
	);
	return rows.map((row) => ({
		...row,
		sexPlace: sexPlace(row.sex ?? null, row.sexPlace),
		divisionPlace: divisionPlace(row.division, row.divisionPlace)
	}));
}

/** Place within a group → one more than there are better ones among those given. */
export function closing(
	given: readonly { group: string | null; place: number | null }[]
): (group: string | null, place: number | null) => number | null {
	const places = new Map<string | null, number[]>();
	for (const { group, place } of given) {
		if (place === null) continue;
		const taken = places.get(group);
		if (taken) taken.push(place);
		else places.set(group, [place]);
	}
	const closed = new Map<string | null, Map<number, number>>();
	for (const [group, taken] of places) {
		const ranks = new Map<number, number>();
		taken
			.sort((a, b) => a - b)
			.forEach((place, index) => {
				if (!ranks.has(place)) ranks.set(place, index + 1);
			});
		closed.set(group, ranks);
	}
	return (group, place) => (place === null ? null : (closed.get(group)?.get(place) ?? null));
}
