/** News between the server's processes: how they are told and heard. */

/** What JSON can say; together with the topic at most 7,900 bytes (PostgreSQL's limit for a notification is 8,000). */
export type Payload = string | number | boolean | null | Payload[] | { [key: string]: Payload };

export interface LiveBus {
	/**
	 * Reaches the listeners of this process and of all others on the same database. Call it after the commit: it is no part
	 * of a transaction.
	 */
	publish(topic: string, payload: Payload): Promise<void>;
	/** Answers the function that ends the subscription. */
	subscribe(topic: string, listener: Listener): () => void;
	close(): Promise<void>;
}

export interface Listener {
	onMessage(payload: Payload): void;
	/** The connection to the server was lost and is back; messages may have been missed, so read everything again. */
	onGap?(): void;
}
