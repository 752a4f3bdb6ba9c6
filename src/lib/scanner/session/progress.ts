/** Who is on the course, as the server knew it last; kept on the phone, so that it can be read with no network. */
import { ProgressAnswerSchema } from './answers.ts';
import type { ScannerDatabase } from '#lib/scanner/outbox/database.ts';
import { askChanged, type Ask } from './server.ts';
import type { OnCourse, Session, StoredProgress } from '#lib/scanner/outbox/stored.ts';

export type { OnCourse };

export class ProgressKeeper {
	#stored: StoredProgress | null = null;

	readonly #database: ScannerDatabase | null;
	readonly #ask: Ask;

	constructor(database: ScannerDatabase | null, ask: Ask) {
		this.#database = database;
		this.#ask = ask;
	}

	get current(): StoredProgress | null {
		return this.#stored;
	}

	async load(event: string): Promise<void> {
		this.#stored = (await this.#database?.get('progress', event).catch(() => undefined)) ?? null;
	}

	/** Asks the server for changes. No answer: the kept list stays, with its date. */
	async refresh(session: Session, nowMs: number): Promise<void> {
		const { slug } = session.event;
		const kept = this.#stored?.event === slug ? this.#stored : null;
		const path = `/events/${encodeURIComponent(slug)}/progress`;
		const answer = await askChanged(this.#ask, {
			path,
			token: session.token,
			etag: kept?.etag ?? null,
			schema: ProgressAnswerSchema
		});
		if (answer === 'unchanged' && kept) return this.#keep({ ...kept, fetchedMs: nowMs });
		if (answer === null || answer === 'unchanged') return;
		const { onCourse, neverSeen } = answer.body;
		return this.#keep({ event: slug, etag: answer.etag, fetchedMs: nowMs, onCourse, neverSeen });
	}

	async #keep(stored: StoredProgress): Promise<void> {
		this.#stored = stored;
		await this.#database?.put('progress', stored).catch(() => undefined);
	}
}

export interface Watched extends OnCourse {
	/** By the clock of the server, corrected on this phone. */
	overdue: boolean;
	/** Expected at this phone's checkpoint next. */
	here: boolean;
}

export interface Watch {
	checkpoint: string;
	readHere: ReadonlyMap<string, number>;
	nowMs: number;
	offsetMs: number;
}

/**
 * The list as this phone sees it: who was read here since is gone from it; the overdue come first, then those who are
 * expected here, then the others.
 * @param readHere when this phone read each bib last at its checkpoint, and `nowMs`, both device time; `offsetMs` is to be
 * added to them
 */
export function watchedRunners(
	onCourse: readonly OnCourse[],
	{ checkpoint, readHere, nowMs, offsetMs }: Watch
): Watched[] {
	const rank = ({ overdue, here }: Watched) => (overdue ? 0 : here ? 1 : 2);
	return (
		onCourse
			// A read before that, such as the one at the start of a start-finish line, says nothing of the finish.
			.filter(
				({ bib, next, seenMs }) =>
					next !== checkpoint || (readHere.get(bib) ?? -Infinity) + offsetMs <= seenMs
			)
			.map((runner): Watched => ({
				...runner,
				overdue: nowMs + offsetMs >= runner.overdueMs,
				here: runner.next === checkpoint
			}))
			.sort((a, b) => rank(a) - rank(b) || a.expectedMs - b.expectedMs)
	);
}
