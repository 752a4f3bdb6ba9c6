/**
 * What has changed in a race's public list since when: the memory behind a live stream. No clock, no I/O.
 *
 * It knows the public list only, so a runner who is in no list changes no number, no key and no message. Nothing names who
 * left: whoever followed, and whoever comes back with an id from before, gets the list anew. What can still be told from
 * it: a gap in the places says that somebody is in no list, between which times, and of which sex and division; and who
 * kept an older list can compare the two.
 */
import type { LiveChange } from '#lib/schemas/results.ts';
import { hashSecret } from '#lib/server/secret.ts';
import { resultRow, shownOf, type ListedRow, type ResultList } from './resultList.ts';

/** Made once: who gets the same message gets the same object. */
export interface LiveMessage {
	/** Goes back to the server as Last-Event-ID. */
	readonly id: string;
	readonly change: LiveChange;
}

interface KnownRow {
	row: ListedRow;
	shown: string;
	changedAt: number;
}

/** Rows of one message: a list of thousands comes in several. */
const ROWS_A_MESSAGE = 500;
/** In `#made`, beside the numbers from 0 that changes go on from. */
const WHOLE = -1;

export class LiveRows {
	/** Ids of another memory (another process, an earlier start) mean nothing to this one. */
	readonly #epoch: string;
	/** By key, in the order of the list. */
	#rows = new Map<string, KnownRow>();
	#number = 0;
	/** Number of the last list that tells less of somebody than the one before. */
	#freshAt = 0;
	#list: ResultList | null = null;
	/** Messages of this number that were asked for, by the number that they go on from. */
	readonly #made = new Map<number, readonly LiveMessage[]>();

	constructor({ epoch }: { epoch: string }) {
		this.#epoch = epoch;
	}

	get id(): string {
		return this.#idOf(this.#number);
	}

	/** Takes the list of this moment; answers what to tell those who knew the last one. */
	update(list: ResultList): readonly LiveMessage[] {
		const last = this.#list;
		const number = this.#number + 1;
		const rows = new Map<string, KnownRow>();
		let news = last === null || !sameHead(last, list);
		// Every time is written in another way.
		let fresh = last !== null && last.rounding !== list.rounding;
		for (const row of list.rows) {
			if (row.result.status === 'not-seen') continue;
			const key = keyOf(row);
			const shown = shownOf(row);
			const known = this.#rows.get(key);
			const same = known?.shown === shown;
			rows.set(key, same ? known : { row, shown, changedAt: number });
			news ||= !same;
			fresh ||= known !== undefined && !same && tellsLess(known.row, row);
		}
		fresh ||= [...this.#rows.keys()].some((key) => !rows.has(key));
		this.#list = list;
		this.#rows = rows;
		if (!news && !fresh) return [];
		if (fresh) this.#freshAt = number;
		this.#number = number;
		this.#made.clear();
		return this.since(this.#idOf(number - 1));
	}

	/**
	 * What somebody who has seen everything up to `lastId` lacks; everything, when that id says nothing to this memory or
	 * somebody was told less of since. Goes back further than asked for, by a power of two, so that what is made for one
	 * list is little however many come with whatever ids.
	 */
	since(lastId: string | null): readonly LiveMessage[] {
		const [, epoch, digits] = /^(.+)-(\d+)$/.exec(lastId ?? '') ?? [];
		const seen = Number(digits);
		if (epoch !== this.#epoch || seen > this.#number || seen < this.#freshAt) return this.snapshot();
		if (seen === this.#number) return [];
		const back = 2 ** Math.ceil(Math.log2(this.#number - seen));
		const after = Math.max(this.#freshAt, this.#number - back);
		return this.#once(after, () => [...this.#rows].filter(([, { changedAt }]) => changedAt > after));
	}

	/** The whole list; its first message replaces what the receiver had. */
	snapshot(): readonly LiveMessage[] {
		return this.#once(WHOLE, () => [...this.#rows]);
	}

	#idOf(number: number): string {
		return `${this.#epoch}-${number}`;
	}

	#once(after: number, known: () => [string, KnownRow][]): readonly LiveMessage[] {
		const made = this.#made.get(after) ?? this.#messages(known(), { snapshot: after === WHOLE });
		this.#made.set(after, made);
		return made;
	}

	/** Only the last message of several has the new id: whoever loses the connection between them gets them all again. */
	#messages(known: [string, KnownRow][], { snapshot }: { snapshot: boolean }): LiveMessage[] {
		const list = this.#list;
		if (!list) return [];
		const messages: LiveMessage[] = [];
		const { state, version, finished, rounding } = list;
		for (let from = 0; from === 0 || from < known.length; from += ROWS_A_MESSAGE) {
			const part = known.slice(from, from + ROWS_A_MESSAGE);
			const isLast = from + ROWS_A_MESSAGE >= known.length;
			messages.push({
				id: isLast ? this.id : `${this.#epoch}-part`,
				change: {
					snapshot: snapshot && from === 0,
					state,
					version,
					rows: part.map(([key, { row }]) => ({ key, ...resultRow(row, rounding) })),
					removed: [],
					finished,
					...(!isLast && { more: true })
				}
			});
		}
		return messages;
	}
}

const sameHead = (a: ResultList, b: ResultList): boolean =>
	a.state === b.state && a.version === b.version && a.finished === b.finished && a.rounding === b.rounding;

/** A message with this row alone would say who hides. Another name counts too: one of the two may be an alias. */
const tellsLess = (before: ListedRow, now: ListedRow): boolean =>
	(before.name !== null && before.name !== now.name) || (before.splits && !now.splits);

/** Stays the same while the runner is listed, and tells no more than the row does: with a bib the bib, which the row shows beside any alias. */
const keyOf = ({ result, entry }: ListedRow): string =>
	entry?.participant.bib ?? hashSecret(result.participantId).slice(0, 16);
