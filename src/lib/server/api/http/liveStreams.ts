/** The live streams of one application, open or opening: how many there are and from where, and whose turn it is to be written to. */
import type { Response } from 'express';
import { addressBlock } from '#lib/server/limits/addressBlock.ts';
import { perApp } from '#lib/server/perApp.ts';
import { LiveStream } from './liveStream.ts';

/** After so long at a stretch everything else of the process has its turn. */
const STRETCH_MS = 4;

export interface StreamLimits {
	/** One address may be a mobile operator, or the venue's wifi. */
	perAddress: number;
	/** Bounds memory and sockets. */
	inAll: number;
}

export class LiveStreams {
	readonly #limits: StreamLimits;
	readonly #streams = new Set<LiveStream>();
	readonly #ofAddress = new Map<string, number>();
	readonly #waiting: (() => void)[] = [];
	#running = false;
	#ended = false;

	constructor(limits: StreamLimits) {
		this.#limits = limits;
	}

	/** Open and opening. */
	get count(): number {
		return this.#streams.size;
	}

	/**
	 * Counts the visitor until the response is closed, by whomever, also before anything was sent; so it is called before
	 * the first wait. Null: no room, or the response waits for another one on its connection, which may never end.
	 */
	enter(res: Response, ip: string): LiveStream | null {
		const address = addressBlock(ip);
		const alike = this.#ofAddress.get(address) ?? 0;
		if (!res.socket || alike >= this.#limits.perAddress || this.count >= this.#limits.inAll) return null;
		const stream = new LiveStream(res, (work) => this.#inTurn(work));
		this.#streams.add(stream);
		this.#ofAddress.set(address, alike + 1);
		res.once('close', () => {
			stream.leave();
			this.#streams.delete(stream);
			const left = (this.#ofAddress.get(address) ?? 1) - 1;
			if (left > 0) this.#ofAddress.set(address, left);
			else this.#ofAddress.delete(address);
		});
		if (this.#ended) stream.end();
		return stream;
	}

	/** For the end of the process; who comes later is let go at once. */
	end(): void {
		this.#ended = true;
		for (const stream of this.#streams) stream.end();
	}

	#inTurn(work: () => void): void {
		this.#waiting.push(work);
		if (this.#running) return;
		this.#running = true;
		setImmediate(() => this.#run());
	}

	#run(): void {
		const until = performance.now() + STRETCH_MS;
		do this.#waiting.shift()?.();
		while (this.#waiting.length > 0 && performance.now() < until);
		this.#running = this.#waiting.length > 0;
		if (this.#running) setImmediate(() => this.#run());
	}
}

export const liveStreams = perApp(
	'live-streams',
	({ env }) => new LiveStreams({ perAddress: env.LIVE_STREAMS_PER_ADDRESS, inAll: env.LIVE_STREAMS_IN_ALL })
);
