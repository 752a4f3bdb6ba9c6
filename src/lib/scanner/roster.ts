/** The bibs of the event without names, kept on the phone so that it can judge a read with no network. */
import { bibCodeIn } from '#lib/domain/registration/bibCode.ts';
import type { Roster } from '#lib/schemas/pairing.ts';
import type { ScannerDatabase } from './database.ts';
import type { Read } from './read.ts';
import type { Ask } from './server.ts';
import type { Session } from './session.ts';
import { PhoneJudge, type Verdict } from './verdict.ts';

export interface StoredRoster {
	event: string;
	etag: string | null;
	/** When the server was last asked successfully, epoch milliseconds of the phone. */
	fetchedMs: number;
	roster: Roster;
}

export class RosterKeeper {
	private stored: StoredRoster | null = null;
	private byCode = new Map<string, string>();
	private judgement: PhoneJudge | null = null;
	private reads: Read[] = [];

	constructor(
		private readonly database: ScannerDatabase | null,
		private readonly ask: Ask
	) {}

	get current(): StoredRoster | null {
		return this.stored;
	}

	/** Takes what the phone kept: the roster and its own reads. */
	async load(event: string, reads: Read[]): Promise<void> {
		this.stored = null;
		this.judgement = null;
		this.reads = [...reads];
		const stored = await this.database?.get('rosters', event);
		if (stored) this.use(stored);
	}

	/** Asks the server for changes. False: no answer, the kept one stays in use. */
	async refresh(session: Session, nowMs: number): Promise<boolean> {
		const kept = this.stored?.event === session.event.slug ? this.stored : null;
		const answer = await this.ask({
			path: `/events/${encodeURIComponent(session.event.slug)}/roster`,
			token: session.token,
			...(kept?.etag ? { headers: { 'If-None-Match': kept.etag } } : {})
		});
		if (answer?.status === 304 && kept) {
			await this.keep({ ...kept, fetchedMs: nowMs });
			return true;
		}
		const roster = answer?.status === 200 ? (answer.body as Roster | null) : null;
		if (!Array.isArray(roster?.bibs) || !Array.isArray(roster.races)) return false;
		const etag = answer?.headers.get('ETag') ?? null;
		await this.keep({ event: session.event.slug, etag, fetchedMs: nowMs, roster });
		return true;
	}

	/** The number that belongs to a code that was read; null for a foreign or unknown code. */
	bibOf(code: string): string | null {
		const found = bibCodeIn(code);
		return found === null ? null : (this.byCode.get(found) ?? null);
	}

	/** The number that a read stands for, typed or out of its code. */
	numberOf(read: Pick<Read, 'bib' | 'code'>): string | null {
		return read.bib ?? (read.code === null ? null : this.bibOf(read.code));
	}

	/** Numbers that this phone read at a checkpoint. */
	bibsReadAt(checkpoint: string): Set<string> {
		const here = this.reads.filter((read) => read.checkpoint === checkpoint && read.state !== 'undone');
		return new Set(here.flatMap((read) => this.numberOf(read) ?? []));
	}

	/** What the read will amount to, after the reads judged before; null while no roster is known. */
	judge(read: Read, offsetMs: number): Verdict | null {
		const bib = this.numberOf(read);
		const verdict = this.judgement?.judge(bib, read, offsetMs) ?? null;
		this.reads.push(read);
		if (bib !== null) this.judgement?.remember(bib, read);
		return verdict;
	}

	/** A read that was taken back no longer stands before later ones. */
	forget(id: string): void {
		this.reads = this.reads.filter((read) => read.id !== id);
		this.judgement?.forget(id);
	}

	private async keep(stored: StoredRoster): Promise<void> {
		this.use(stored);
		await this.database?.put('rosters', stored).catch(() => undefined);
	}

	private use(stored: StoredRoster): void {
		const changed = this.stored?.roster !== stored.roster;
		this.stored = stored;
		if (!changed) return;
		this.byCode = new Map(stored.roster.bibs.map(({ code, bib }) => [code, bib]));
		this.judgement = new PhoneJudge(stored.roster);
		for (const read of this.reads) {
			const bib = this.numberOf(read);
			if (bib !== null) this.judgement.remember(bib, read);
		}
	}
}
