/** The bibs of the event without names, kept on the phone so that it can judge a read with no network. */
import { placesOf, type Place } from '#lib/domain/timing/facts/places.ts';
import { bibCodeIn } from '#lib/domain/bibs/bibCode.ts';
import { RosterAnswerSchema } from './answers.ts';
import type { ScannerDatabase } from '#lib/scanner/outbox/database.ts';
import { isTimed, type Read, type TimedRead } from '#lib/scanner/read.ts';
import { askChanged, type Ask } from './server.ts';
import type { Session, StoredRoster } from '#lib/scanner/outbox/stored.ts';
import { PhoneJudge, type Verdict } from '#lib/scanner/verdict.ts';

export class RosterKeeper {
	#stored: StoredRoster | null = null;
	#byCode = new Map<string, string>();
	#judgement: PhoneJudge | null = null;
	#reads: TimedRead[] = [];
	#checkIns: Read[] = [];

	readonly #database: ScannerDatabase | null;
	readonly #ask: Ask;

	constructor(database: ScannerDatabase | null, ask: Ask) {
		this.#database = database;
		this.#ask = ask;
	}

	get current(): StoredRoster | null {
		return this.#stored;
	}

	places(): Place[] {
		return placesOf(this.#stored?.roster.races ?? []);
	}

	/** Takes what the phone kept: the roster and its own reads. */
	async load(event: string, reads: Read[]): Promise<void> {
		this.#stored = null;
		this.#judgement = null;
		this.#reads = reads.filter(isTimed);
		this.#checkIns = reads.filter((read) => !isTimed(read) && read.state !== 'undone');
		const stored = await this.#database?.get('rosters', event);
		if (stored) this.#use(stored);
	}

	/** Asks the server for changes. False: no answer, the kept one stays in use. */
	async refresh(session: Session, nowMs: number): Promise<boolean> {
		const kept = this.#stored?.event === session.event.slug ? this.#stored : null;
		const path = `/events/${encodeURIComponent(session.event.slug)}/roster`;
		const answer = await askChanged(this.#ask, {
			path,
			token: session.token,
			etag: kept?.etag ?? null,
			schema: RosterAnswerSchema
		});
		if (answer === 'unchanged' && kept) {
			await this.#keep({ ...kept, fetchedMs: nowMs });
			return true;
		}
		if (answer === null || answer === 'unchanged') return false;
		const { body: roster, etag } = answer;
		await this.#keep({ event: session.event.slug, etag, fetchedMs: nowMs, roster });
		return true;
	}

	/** The number that belongs to a code that was read; null for a foreign or unknown code. */
	bibOf(code: string): string | null {
		const found = bibCodeIn(code);
		return found === null ? null : (this.#byCode.get(found) ?? null);
	}

	/** The number that a read stands for, typed or out of its code. */
	numberOf(read: Pick<Read, 'bib' | 'code'>): string | null {
		return read.bib ?? (read.code === null ? null : this.bibOf(read.code));
	}

	/** What is known of a bib, with the name of its race; null: not of this event, or no roster yet. */
	entryOf(bib: string): { race: string | null; wave: string | null } | null {
		const roster = this.#stored?.roster;
		const entry = roster?.bibs.find((one) => one.bib === bib);
		if (!roster || !entry) return null;
		const race = roster.races.find(({ slug }) => slug === entry.race);
		return { race: race?.name ?? null, wave: entry.wave };
	}

	/** When this phone read each number last at a checkpoint, device time. */
	lastReadsAt(checkpoint: string): Map<string, number> {
		const last = new Map<string, number>();
		for (const read of this.#reads) {
			const bib = read.checkpoint === checkpoint && read.state !== 'undone' ? this.numberOf(read) : null;
			if (bib !== null) last.set(bib, Math.max(read.atMs, last.get(bib) ?? -Infinity));
		}
		return last;
	}

	/** When this phone handed each bib out first, device time. */
	checkedIn(): Map<string, number> {
		const first = new Map<string, number>();
		for (const read of this.#checkIns) {
			const key = this.numberOf(read) ?? read.code ?? '';
			if (!first.has(key)) first.set(key, read.atMs);
		}
		return first;
	}

	/** What the read will amount to, after the reads judged before; null while no roster is known, and for a bib handed out. */
	judge(read: Read, offsetMs: number): Verdict | null {
		if (!isTimed(read)) {
			this.#checkIns.push(read);
			return null;
		}
		const bib = this.numberOf(read);
		const verdict = this.#judgement?.judge(bib, read, offsetMs) ?? null;
		this.#reads.push(read);
		if (bib !== null) this.#judgement?.remember(bib, read);
		return verdict;
	}

	/** A read that was taken back no longer stands before later ones. */
	forget(id: string): void {
		this.#reads = this.#reads.filter((read) => read.id !== id);
		this.#checkIns = this.#checkIns.filter((read) => read.id !== id);
		this.#judgement?.forget(id);
	}

	async #keep(stored: StoredRoster): Promise<void> {
		this.#use(stored);
		await this.#database?.put('rosters', stored).catch(() => undefined);
	}

	#use(stored: StoredRoster): void {
		const changed = this.#stored?.roster !== stored.roster;
		this.#stored = stored;
		if (!changed) return;
		this.#byCode = new Map(stored.roster.bibs.map(({ code, bib }) => [code, bib]));
		this.#judgement = new PhoneJudge(stored.roster);
		for (const read of this.#reads) {
			const bib = this.numberOf(read);
			if (bib !== null) this.#judgement.remember(bib, read);
		}
	}
}
