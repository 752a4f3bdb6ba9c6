import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { LiveChange } from '#lib/schemas/results.ts';
import { connection } from '#lib/ui/connection/connection.svelte.ts';
import { followLive, type Connection } from './followLive.ts';

type LiveRow = LiveChange['rows'][number];

/** How long a new row wears the tape. */
const FRESH_MS = 8000;
const STATUS_ORDER = ['finished', 'on-course', 'dnf', 'dq', 'dns', 'not-seen'];

/** The live list in the browser: the server's rows, brought up to date by its event stream. */
export class LiveRows {
	#rows = new SvelteMap<string, LiveRow>();
	readonly fresh = new SvelteSet<string>();
	finished = $state(0);
	connection = $state<Connection>('lost');
	/** Keys of a whole list that is still coming in; what is in none of its messages leaves with the last one. */
	#listed: Set<string> | null = null;
	readonly rows = $derived([...this.#rows.values()].sort(inListOrder));

	constructor(first: { rows: LiveRow[]; finished: number }) {
		for (const row of first.rows) this.#rows.set(row.key, row);
		this.finished = first.finished;
	}

	/** Answers the function that ends it. */
	follow(address: string): () => void {
		return followLive(address, {
			change: (change) => {
				connection.heard();
				this.#apply(change);
			},
			connection: (now) => {
				this.connection = now;
				if (now === 'lost') connection.lost();
				else connection.heard();
			}
		});
	}

	#apply(change: LiveChange): void {
		// eslint-disable-next-line svelte/prefer-svelte-reactivity -- no page shows it
		if (change.snapshot) this.#listed = new Set();
		for (const row of change.rows) {
			this.#listed?.add(row.key);
			const before = this.#rows.get(row.key);
			this.#rows.set(row.key, row);
			if (row.status === 'finished' && before?.status !== 'finished') this.#mark(row.key);
		}
		for (const key of change.removed) this.#rows.delete(key);
		if (this.#listed && !change.more) {
			for (const key of [...this.#rows.keys()]) if (!this.#listed.has(key)) this.#rows.delete(key);
			this.#listed = null;
		}
		this.finished = change.finished;
	}

	#mark(key: string): void {
		this.fresh.add(key);
		setTimeout(() => this.fresh.delete(key), FRESH_MS);
	}
}

function inListOrder(a: LiveRow, b: LiveRow): number {
	if (a.place !== null && b.place !== null) return a.place - b.place;
	if (a.place !== null || b.place !== null) return a.place === null ? 1 : -1;
	return (
		STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status) ||
		(a.bib ?? '').localeCompare(b.bib ?? '')
	);
}
