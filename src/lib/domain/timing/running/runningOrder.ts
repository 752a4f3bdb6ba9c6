import type { Ties } from '#lib/domain/timing/facts/course.ts';
import { listOrder } from '#lib/domain/timing/ranking/listOrder.ts';
import { isFinisher, type Standing } from '#lib/domain/timing/ranking/standing.ts';
import { StandingList } from '#lib/domain/timing/ranking/standingList.ts';

export interface Places {
	place: number | null;
	sexPlace: number | null;
	divisionPlace: number | null;
}

/** The list of everyone, and of the finishers of each sex and division, kept in order change by change. */
export class RunningOrder {
	readonly #ties: Ties;
	readonly #everyone: StandingList;
	readonly #groups = new Map<string, StandingList>();

	constructor(standings: readonly Standing[], ties: Ties) {
		this.#ties = ties;
		const sorted: Standing[] = [];
		for (const index of listOrder(standings)) {
			const standing = standings[index];
			if (standing) sorted.push(standing);
		}
		this.#everyone = new StandingList(sorted);
		const groups = new Map<string, Standing[]>();
		for (const standing of sorted) {
			for (const name of groupsOf(standing)) {
				const members = groups.get(name);
				if (members) members.push(standing);
				else groups.set(name, [standing]);
			}
		}
		for (const [name, members] of groups) this.#groups.set(name, new StandingList(members));
	}

	get length(): number {
		return this.#everyone.length;
	}

	slice(from: number, to: number): Standing[] {
		return this.#everyone.slice(from, to);
	}

	insert(standing: Standing): void {
		this.#everyone.insert(standing);
		for (const name of groupsOf(standing)) {
			const group = this.#groups.get(name) ?? new StandingList();
			this.#groups.set(name, group);
			group.insert(standing);
		}
	}

	remove(standing: Standing): void {
		this.#everyone.remove(standing);
		for (const name of groupsOf(standing)) this.#groups.get(name)?.remove(standing);
	}

	placesOf(standing: Standing): Places {
		if (!isFinisher(standing)) return { place: null, sexPlace: null, divisionPlace: null };
		const within = (name: string | null) =>
			name === null ? null : (this.#groups.get(name)?.placeOf(standing, this.#ties) ?? null);
		return {
			place: this.#everyone.placeOf(standing, this.#ties),
			sexPlace: within(sexGroup(standing)),
			divisionPlace: within(divisionGroup(standing))
		};
	}
}

const sexGroup = ({ sex }: Standing): string | null => (sex === null ? null : `sex:${sex}`);
const divisionGroup = ({ division }: Standing): string | null =>
	division === null ? null : `division:${division}`;

function groupsOf(standing: Standing): string[] {
	if (!isFinisher(standing)) return [];
	return [sexGroup(standing), divisionGroup(standing)].filter((name) => name !== null);
}
