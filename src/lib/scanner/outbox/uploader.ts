/**
 * Keeps sending while the page lives: one uploader at a time over all tabs and the service worker, back-off with
 * jitter, at once when the network returns or a read is made. A new read does not cut a wait that the server asked for.
 */
import { sendReads, LARGEST_BATCH, type Sending, type Turn } from './sendReads.ts';
import type { Session, Sessions } from '#lib/scanner/session/session.ts';

const LOCK = 'awareness-run-upload';
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 20_000;
/** Held reads become due, and another tab's turn ends, without an event: look again. */
const IDLE_WAIT_MS = 1_000;

export type UploadState = 'idle' | 'sending' | 'waiting' | 'refused';

export interface Uploading extends Omit<Sending, 'batch'> {
	sessions: Sessions;
	/** 0 to 1, for the jitter. */
	random: () => number;
	onState?: (state: UploadState) => void;
}

export type TurnOfAll = Turn | { outcome: 'busy' };

/** One turn over every event that reads wait for; `busy` when another tab or the service worker is at it. */
export function uploadTurn(sending: Sending, sessions: Sessions): Promise<TurnOfAll> {
	const turn = async (): Promise<TurnOfAll> => {
		let strongest: TurnOfAll = { outcome: 'idle' };
		for (const session of await sessions.all()) {
			const next = await turnOf(sending, sessions, session);
			if (rank(next) > rank(strongest)) strongest = next;
		}
		return strongest;
	};
	// Plain http has no locks. Two tabs may then send the same read, which the server answers with `duplicate`.
	if (typeof navigator === 'undefined' || !navigator.locks) return turn();
	return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) =>
		lock ? turn() : { outcome: 'busy' }
	);
}

async function turnOf(sending: Sending, sessions: Sessions, session: Session): Promise<TurnOfAll> {
	if (session.refused) return { outcome: 'refused' };
	const turn = await sendReads(sending, session);
	if (turn.outcome !== 'refused') return turn;
	// Only if the token is still the one that was refused: it may have been paired again meanwhile.
	const now = (await sessions.all()).find(({ event }) => event.slug === session.event.slug);
	if (now?.token === session.token) await sessions.change(session.event.slug, { refused: true });
	return { outcome: 'refused' };
}

const ORDER = ['idle', 'refused', 'busy', 'later', 'progress'] as const;
const rank = (turn: TurnOfAll): number => ORDER.indexOf(turn.outcome);

/** Full jitter between half and the whole of an exponential wait; never shorter than what the server asked for. */
export function waitMs(failures: number, afterMs: number | null, random: number): number {
	const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, failures - 1));
	return Math.max(afterMs ?? 0, ceiling * (0.5 + random / 2));
}

export interface Uploader {
	/** A read was made, the network came back, or the phone was paired again. */
	nudge: () => void;
	stop: () => void;
}

export function startUploader(uploading: Uploading): Uploader {
	const sending: Sending = { ...uploading, batch: { size: LARGEST_BATCH } };
	let failures = 0;
	let notBeforeMs = 0;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let running = false;
	let again = false;
	let stopped = false;

	async function run(): Promise<void> {
		if (stopped) return;
		if (running) {
			again = true;
			return;
		}
		running = true;
		again = false;
		clearTimeout(timer);
		const wait = await next();
		running = false;
		if (!stopped) timer = setTimeout(() => void run(), again ? 0 : wait);
	}

	async function next(): Promise<number> {
		const left = notBeforeMs - performance.now();
		if (left > 0) return left;
		uploading.onState?.('sending');
		const turn = await uploadTurn(sending, uploading.sessions).catch(
			// The phone's own storage failed: as with a network failure, look again later.
			(): TurnOfAll => ({ outcome: 'later', afterMs: null })
		);
		if (turn.outcome === 'later') {
			failures++;
			const wait = waitMs(failures, turn.afterMs, uploading.random());
			if (turn.afterMs !== null) notBeforeMs = performance.now() + turn.afterMs;
			uploading.onState?.('waiting');
			return wait;
		}
		failures = 0;
		uploading.onState?.(turn.outcome === 'refused' ? 'refused' : 'idle');
		return turn.outcome === 'progress' ? 0 : IDLE_WAIT_MS;
	}

	void run();
	return {
		nudge: () => void run(),
		stop: () => {
			stopped = true;
			clearTimeout(timer);
		}
	};
}
