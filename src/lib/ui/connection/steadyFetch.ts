/**
 * A page's data, asked for until it comes. Kit shows its error page for ever where an answer stays away once, and what was
 * typed is gone with the page; here the page stands and says so, and goes on when the server answers.
 */

/** How long nothing may be heard before it counts as no answer: a long list of a busy server takes seconds. */
const PATIENCE_MS = 20_000;
const AGAIN_MS = 2000;

interface Listener {
	heard(): void;
	lost(): void;
}

/** For `window.fetch`, through which kit asks for data; everything else passes as it is. */
export function steadyFetch(plain: typeof fetch, connection: Listener): typeof fetch {
	return async (input, init) => {
		const path = pathOfData(input);
		if (path === null) return plain(input, init);
		for (;;) {
			const answer = await wholeAnswer(plain, input, init);
			if (answer && !isAway(answer.status, path)) {
				connection.heard();
				return answer;
			}
			connection.lost();
			await untilWorthATry();
		}
	};
}

/** The path of the page whose data this asks for; null: it asks for something else. */
function pathOfData(input: RequestInfo | URL): string | null {
	const { origin, pathname } = new URL(input instanceof Request ? input.url : input, location.href);
	return origin === location.origin && pathname.endsWith('/__data.json')
		? pathname.slice(0, -'/__data.json'.length) || '/'
		: null;
}

/** Null: no answer. Read to its end, since a connection breaks within an answer too. */
async function wholeAnswer(
	plain: typeof fetch,
	input: RequestInfo | URL,
	init: RequestInit | undefined
): Promise<Response | null> {
	try {
		const answer = await plain(input, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
		const body = await answer.arrayBuffer();
		const { status, statusText, headers } = answer;
		return new Response(body.byteLength > 0 ? body : null, { status, statusText, headers });
	} catch {
		return null;
	}
}

/** Nobody is there, or the page that stands cannot be had anew. Of another page a fault is news, and is shown. */
const isAway = (status: number, path: string): boolean =>
	[502, 503, 504].includes(status) || (status >= 500 && path === location.pathname);

function untilWorthATry(): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(done, AGAIN_MS);
		addEventListener('online', done);
		function done(): void {
			clearTimeout(timer);
			removeEventListener('online', done);
			resolve();
		}
	});
}
