/** One visitor's Server-Sent Events: prepared bytes, written as fast as they are taken. */
import type { Response } from 'express';
import type { LiveMessage } from '#lib/server/results/liveRows.ts';
import { BEGINNING, KEEP_ALIVE, KEEP_ALIVE_MS, STREAM_HEADERS } from '#lib/server/live/eventStream.ts';
import type { LiveView } from '#lib/server/results/live.ts';

/** A receiver that takes nothing of what waits is let go after so many of them: it holds an old list in memory. */
const MOST_IDLE_TICKS = 4;
/** Changes, beside the list that came first. A receiver that is this far behind is let go; it comes back with its Last-Event-ID. */
const MOST_UNSENT_BYTES = 4_000_000;

const made = new WeakMap<LiveMessage, Buffer>();

/** The same bytes for all who get the message. */
export function bytesOf(message: LiveMessage): Buffer {
	let bytes = made.get(message);
	if (!bytes) {
		bytes = Buffer.from(`event:message\nid:${message.id}\ndata:${JSON.stringify(message.change)}\n\n`);
		made.set(message, bytes);
	}
	return bytes;
}

export class LiveStream {
	readonly #res: Response;
	readonly #inTurn: (work: () => void) => void;
	/** Not yet handed to the connection. */
	#unsent: LiveMessage[] = [];
	#unsentBytes = 0;
	#idleTicks = 0;
	#keepAlive: NodeJS.Timeout | undefined;
	#unfollow: (() => void) | undefined;
	#gone = false;

	/** @param inTurn runs the work soon, when others had their turn */
	constructor(res: Response, inTurn: (work: () => void) => void) {
		this.#res = res;
		this.#inTurn = inTurn;
		this.#gone = res.destroyed;
	}

	/** Once the visitor has left nothing is written, followed or timed any more. */
	get isGone(): boolean {
		return this.#gone;
	}

	/** @param view looks when it is this visitor's turn, so that nothing is missed between the list and its changes */
	begin(view: () => LiveView): void {
		this.#inTurn(() => {
			if (this.#gone) return;
			const { first, follow } = view();
			this.#res.writeHead(200, STREAM_HEADERS);
			this.#res.write(BEGINNING);
			this.#unsent = [...first];
			this.#unfollow = follow((messages) => this.#inTurn(() => this.#take(messages)));
			this.#keepAlive = setInterval(() => this.#tick(), KEEP_ALIVE_MS);
			this.#res.on('drain', () => {
				this.#idleTicks = 0;
				this.#inTurn(() => this.#write());
			});
			this.#write();
		});
	}

	/** The server's side of leaving. */
	end(): void {
		if (this.#gone) return;
		const opened = this.#res.headersSent;
		this.leave();
		// A browser whose stream was refused would stay away; a broken connection it opens again.
		if (opened) this.#res.end();
		else this.#res.destroy();
	}

	/** Lets go of everything. */
	leave(): void {
		this.#gone = true;
		clearInterval(this.#keepAlive);
		this.#unfollow?.();
		this.#unsent = [];
	}

	#take(messages: readonly LiveMessage[]): void {
		if (this.#gone) return;
		// A new list replaces everything before it.
		if (messages[0]?.change.snapshot) {
			this.#unsent = [...messages];
			this.#unsentBytes = 0;
		} else {
			this.#unsent.push(...messages);
			this.#unsentBytes += messages.reduce((sum, message) => sum + bytesOf(message).length, 0);
		}
		this.#write();
		if (this.#unsent.length > 0 && this.#unsentBytes > MOST_UNSENT_BYTES) this.#res.destroy();
	}

	/** One message is more than a connection buffers, so a long list goes out as the visitor takes it, others in between. */
	#write(): void {
		while (!this.#gone && this.#unsent.length > 0 && !this.#res.writableNeedDrain) {
			const message = this.#unsent.shift() as LiveMessage;
			this.#res.write(bytesOf(message));
		}
		if (this.#unsent.length === 0) this.#unsentBytes = 0;
	}

	#tick(): void {
		if (!this.#res.writableNeedDrain) this.#res.write(KEEP_ALIVE);
		else if (++this.#idleTicks >= MOST_IDLE_TICKS) this.#res.destroy();
	}
}
