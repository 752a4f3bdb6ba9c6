/**
 * Requests that arrive while one commit is under way go together into the next. A durable commit costs a sync of the
 * disk whatever its size, so under load one sync serves many phones, and a single request never waits for company.
 */
export interface GroupCommitOptions<Request, Answer> {
	/** One commit; answers each request, in order. */
	commit: (requests: Request[]) => Promise<Answer[]>;
	/** How much of `limit` a request takes. */
	weigh: (request: Request) => number;
	/** Most that one commit takes; a single heavier request goes alone. */
	limit: number;
}

interface Waiting<Request, Answer> {
	request: Request;
	resolve: (answer: Answer) => void;
	reject: (error: unknown) => void;
}

/** The function answers after the commit that holds the request; it rejects when that commit failed. */
export function groupCommit<Request, Answer>({
	commit,
	weigh,
	limit
}: GroupCommitOptions<Request, Answer>): (request: Request) => Promise<Answer> {
	const waiting: Waiting<Request, Answer>[] = [];
	let running = false;

	function nextBatch(): Waiting<Request, Answer>[] {
		let weight = 0;
		let count = 0;
		for (const { request } of waiting) {
			weight += weigh(request);
			if (count > 0 && weight > limit) break;
			count += 1;
		}
		return waiting.splice(0, count);
	}

	async function commitBatch(batch: Waiting<Request, Answer>[]): Promise<void> {
		try {
			const answers = await commit(batch.map(({ request }) => request));
			batch.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
		} catch (error) {
			// One request's fault must not fail its company: each once more, alone.
			if (batch.length === 1) batch[0]?.reject(error);
			else for (const single of batch) await commitBatch([single]);
		}
	}

	async function run(): Promise<void> {
		running = true;
		while (waiting.length > 0) await commitBatch(nextBatch());
		running = false;
	}

	return (request) =>
		new Promise((resolve, reject) => {
			waiting.push({ request, resolve, reject });
			if (!running) void run();
		});
}
