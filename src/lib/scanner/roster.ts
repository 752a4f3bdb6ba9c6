/** The bibs of the event without names, kept on the phone so that it can judge a read with no network. */
import { bibCodeIn } from '#lib/domain/registration/bibCode.ts';
import type { Roster } from '#lib/schemas/pairing.ts';
import type { ScannerDatabase } from './database.ts';
import type { Ask } from './server.ts';
import type { Session } from './session.ts';

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

	constructor(
		private readonly database: ScannerDatabase | null,
		private readonly ask: Ask
	) {}

	get current(): StoredRoster | null {
		return this.stored;
	}

	/** Takes what the phone kept. */
	async load(event: string): Promise<void> {
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

	private async keep(stored: StoredRoster): Promise<void> {
		this.use(stored);
		await this.database?.put('rosters', stored).catch(() => undefined);
	}

	private use(stored: StoredRoster): void {
		if (this.stored?.roster !== stored.roster)
			this.byCode = new Map(stored.roster.bibs.map(({ code, bib }) => [code, bib]));
		this.stored = stored;
	}
}
