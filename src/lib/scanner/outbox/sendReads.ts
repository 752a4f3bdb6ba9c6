/**
 * One turn of sending: what each of the server's answers does to a read. Nothing is ever lost and nothing blocks:
 * final answers settle a read, everything else leaves it queued.
 *
 *   200         each item's own answer settles it
 *   401 403 404 everything is kept; the phone asks to be paired again and sends the same ids under the new token
 *   413         the next batch has half as many; a lone item that is too large is parked
 *   400 422     the items go singly; the bad one is parked, the others go on
 *   429 5xx, no answer, anything else: later
 */
import type { Correction, Outbox, Settlement } from './outbox.ts';
import { itemAnswers, passingItem } from './passingMessage.ts';
import type { Read } from '#lib/scanner/read.ts';
import { reasonOf } from '#lib/scanner/session/answers.ts';
import type { Answer, Ask } from '#lib/scanner/session/server.ts';
import type { Session } from '#lib/scanner/session/session.ts';

export type Turn =
	/** Nothing is due. */
	| { outcome: 'idle' }
	/** At least one read was settled; there may be more. */
	| { outcome: 'progress' }
	| { outcome: 'later'; afterMs: number | null }
	/** The token is not, or no longer, good for this event. */
	| { outcome: 'refused' };

export interface Sending {
	outbox: Outbox;
	ask: Ask;
	nowMs: () => number;
	/** Offset and uncertainty for a read, from the clock exchanges known now. */
	correct: (reads: Read[]) => Promise<Correction[]>;
	/** Largest batch; shrinks for good when the server says 413. */
	batch: { size: number };
}

export const LARGEST_BATCH = 200;

/** Sends one batch of one event. */
export async function sendReads(sending: Sending, session: Session): Promise<Turn> {
	const { outbox, batch } = sending;
	const due = await outbox.due(session.event.slug, sending.nowMs(), batch.size);
	if (due.length === 0) return { outcome: 'idle' };
	const reads = await outbox.fixCorrections(await sending.correct(due));
	return sendBatch(sending, session, reads);
}

async function sendBatch(sending: Sending, session: Session, reads: Read[]): Promise<Turn> {
	const answer = await sending.ask({
		path: `/events/${encodeURIComponent(session.event.slug)}/passings`,
		method: 'POST',
		token: session.token,
		body: { device: session.device, items: reads.map(passingItem) }
	});
	if (answer === null) return { outcome: 'later', afterMs: null };
	switch (answer.status) {
		case 200:
			return settle(sending, reads, answer);
		case 401:
		case 403:
		case 404:
			// Without a reason it is not the API that speaks, but a portal or proxy on the way.
			return reasonOf(answer) === null
				? { outcome: 'later', afterMs: answer.retryAfterMs }
				: { outcome: 'refused' };
		case 413:
			return shrink(sending, reads, answer);
		case 400:
		case 422:
			return singly(sending, session, reads, answer);
		default:
			return { outcome: 'later', afterMs: answer.retryAfterMs };
	}
}

async function settle({ outbox }: Sending, reads: Read[], answer: Answer): Promise<Turn> {
	const answers = itemAnswers(answer.body);
	const settlements = reads.flatMap((read): Settlement[] => {
		const said = answers?.get(read.id);
		if (!said) return [];
		const state = said.status === 'rejected' ? 'rejected' : 'sent';
		return [{ id: read.id, state, answer: said.status, reason: said.reason }];
	});
	if (settlements.length === 0) return { outcome: 'later', afterMs: null };
	await outbox.settle(settlements);
	return { outcome: 'progress' };
}

/** The next turn takes half as many. A lone read that is too large was the cause, and full batches fit again. */
async function shrink(sending: Sending, reads: Read[], answer: Answer): Promise<Turn> {
	const [alone] = reads.length === 1 ? reads : [];
	if (alone) await park(sending, alone, answer);
	sending.batch.size = alone ? LARGEST_BATCH : Math.ceil(reads.length / 2);
	return { outcome: 'progress' };
}

/** One bad read makes the server refuse the whole request: alone it is parked, and the others go on. */
async function singly(sending: Sending, session: Session, reads: Read[], answer: Answer): Promise<Turn> {
	const [alone] = reads.length === 1 ? reads : [];
	if (alone) await park(sending, alone, answer);
	else
		for (const read of reads) {
			const turn = await sendBatch(sending, session, [read]);
			if (turn.outcome !== 'progress') return turn;
		}
	return { outcome: 'progress' };
}

const park = ({ outbox }: Sending, { id }: Read, answer: Answer): Promise<void> =>
	outbox.settle([{ id, state: 'parked', answer: null, reason: reasonOf(answer) ?? `http-${answer.status}` }]);
