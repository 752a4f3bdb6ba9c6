/** Whether the phone reaches its server, by the browser's word and by what each call tells. */
export class Reach {
	online = $state(true);
	#everReached = false;

	/** A browser opened on a network that leads nowhere takes itself for online; a server that falls silent later is none of it. */
	note(reached: boolean): void {
		this.#everReached ||= reached;
		if (reached || !this.#everReached) this.online = reached && navigator.onLine;
	}

	/** Follows the browser, and calls when it has a network again. Answers the function that ends it. */
	follow(onReturn: () => void): () => void {
		const back = (): void => {
			this.online = true;
			onReturn();
		};
		const gone = (): void => {
			this.online = false;
		};
		this.online = navigator.onLine;
		addEventListener('online', back);
		addEventListener('offline', gone);
		return () => {
			removeEventListener('online', back);
			removeEventListener('offline', gone);
		};
	}
}
