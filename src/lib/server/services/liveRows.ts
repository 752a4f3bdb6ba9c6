/** What has changed in a race's public list since when: the memory behind a live stream. No clock, no I/O. */
import type { LiveChange } from '#lib/schemas/results.ts';
import { hashSecret } from '../secret.ts';
import { resultRow, type ListedRow, type ResultList } from './resultList.ts';

export interface LiveMessage {
	/** Goes back to the server as Last-Event-ID. */
	id: string;
	change: LiveChange;
}

interface KnownRow {
	row: ListedRow;
	signature: string;
	changedAt: number;
}

/** Rows of one message: a list of thousands comes in several. */
const ROWS_A_MESSAGE = 500;

export class LiveRows {
	/** Ids of another memory (another process, an earlier start) mean nothing to this one. */
	readonly #epoch: string;
	readonly #rows = new Map<string, KnownRow>();
	readonly #removedAt = new Map<string, number>();
	#number = 0;
	#list: ResultList | null = null;

	constructor({ epoch }: { epoch: string }) {
		this.#epoch = epoch;
	}

	get id(): string {
		return `${this.#epoch}-${this.#number}`;
	}

	/** Takes the list of this moment; answers what to tell those who knew the last one. */
	update(list: ResultList): LiveMessage[] {
		const last = this.#list;
		const number = this.#number + 1;
		const listed = new Set<string>();
		let news = last === null || !sameHead(last, list);
		this.#list = list;
		for (const row of list.rows) {
			if (row.result.status === 'not-seen') continue;
			const key = keyOf(row);
			listed.add(key);
			const signature = signatureOf(row);
			if (this.#rows.get(key)?.signature === signature) continue;
			this.#rows.set(key, { row, signature, changedAt: number });
			this.#removedAt.delete(key);
			news = true;
		}
		for (const key of this.#rows.keys()) {
			if (listed.has(key)) continue;
			this.#rows.delete(key);
			this.#removedAt.set(key, number);
			news = true;
		}
		if (!news) return [];
		this.#number = number;
		return this.#changes(number - 1);
	}

	/** What somebody who has seen everything up to `lastId` lacks; everything, when that id says nothing to this memory. */
	since(lastId: string | null): LiveMessage[] {
		const [, epoch, number] = /^(.+)-(\d+)$/.exec(lastId ?? '') ?? [];
		if (epoch !== this.#epoch || Number(number) > this.#number) return this.snapshot();
		return Number(number) === this.#number ? [] : this.#changes(Number(number));
	}

	/** The whole list; its first message replaces what the receiver had. */
	snapshot(): LiveMessage[] {
		return this.#messages({ known: [...this.#rows], removed: [], snapshot: true });
	}

	#changes(after: number): LiveMessage[] {
		const known = [...this.#rows].filter(([, { changedAt }]) => changedAt > after);
		const removed = [...this.#removedAt].filter(([, at]) => at > after).map(([key]) => key);
		return this.#messages({ known, removed, snapshot: false });
	}

	/** Only the last message of several has the new id: whoever loses the connection between them gets them all again. */
	#messages(whole: { known: [string, KnownRow][]; removed: string[]; snapshot: boolean }): LiveMessage[] {
		const list = this.#list;
		if (!list) return [];
		const messages: LiveMessage[] = [];
		const { state, version, finished, rounding } = list;
		for (let from = 0; from === 0 || from < whole.known.length; from += ROWS_A_MESSAGE) {
			const part = whole.known.slice(from, from + ROWS_A_MESSAGE);
			const isLast = from + ROWS_A_MESSAGE >= whole.known.length;
			messages.push({
				id: isLast ? this.id : `${this.#epoch}-part`,
				change: {
					snapshot: whole.snapshot && from === 0,
					state,
					version,
					rows: part.map(([key, { row }]) => ({ key, ...resultRow(row, rounding) })),
					removed: from === 0 ? whole.removed : [],
					finished
				}
			});
		}
		return messages;
	}
}

const sameHead = (a: ResultList, b: ResultList): boolean =>
	a.state === b.state && a.version === b.version && a.finished === b.finished && a.rounding === b.rounding;

/** Stays the same while the runner is listed, and tells no more than the row does. */
const keyOf = ({ result, entry }: ListedRow): string =>
	entry?.participant.bib ?? hashSecret(result.participantId).slice(0, 16);

/** Everything of a row that is shown. */
function signatureOf({ result, entry, name, splits }: ListedRow): string {
	const { place, sexPlace, division, divisionPlace, status, gunTimeMs, netTimeMs } = result;
	const shown = [place, sexPlace, divisionPlace, status, gunTimeMs, netTimeMs, division, name];
	shown.push(entry?.participant.sex ?? null, entry?.participant.club ?? null);
	if (splits)
		for (const { checkpoint, occurrence, gunTimeMs: ms } of result.splits)
			shown.push(checkpoint, occurrence, ms);
	return shown.join('\u0000');
}
