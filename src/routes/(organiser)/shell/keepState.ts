/** Asks now and then how mails and phones are, on every page of the desk; by it each page learns that the network is away. */
import type { DeskState } from '#lib/server/desk/shell.ts';
import { connection } from '#lib/ui/connection/connection.svelte.ts';

const EVERY_MS = 30_000;
const AGAIN_MS = 2000;
/** A server that takes longer for this little does not answer. */
const PATIENCE_MS = 20_000;

/** @returns the function that ends it */
export function keepState(event: string, told: (state: DeskState) => void): () => void {
	let timer: ReturnType<typeof setTimeout>;
	let asking: AbortController | null = null;

	const ask = async (): Promise<void> => {
		clearTimeout(timer);
		asking?.abort();
		const own = (asking = new AbortController());
		const state = document.hidden ? null : await answerOf(event, own.signal);
		if (own.signal.aborted) return;
		if (state === 'away') connection.lost();
		else if (state) {
			connection.heard();
			if (state !== 'refused') told(state);
		}
		timer = setTimeout(() => void ask(), state === 'away' ? AGAIN_MS : EVERY_MS);
	};
	const now = (): void => void ask();

	timer = setTimeout(now, EVERY_MS);
	for (const type of ['online', 'offline'] as const) window.addEventListener(type, now);
	document.addEventListener('visibilitychange', now);
	return () => {
		clearTimeout(timer);
		asking?.abort();
		for (const type of ['online', 'offline'] as const) window.removeEventListener(type, now);
		document.removeEventListener('visibilitychange', now);
	};
}

/** `refused`: the server answers, with something else, as after signing out elsewhere. */
async function answerOf(event: string, left: AbortSignal): Promise<DeskState | 'away' | 'refused'> {
	try {
		const signal = AbortSignal.any([left, AbortSignal.timeout(PATIENCE_MS)]);
		const answer = await fetch(`/organise/${event}/state`, { signal });
		if ([502, 503, 504].includes(answer.status)) return 'away';
		const isState = answer.ok && answer.headers.get('content-type')?.includes('json');
		return isState ? ((await answer.json()) as DeskState) : 'refused';
	} catch {
		return 'away';
	}
}
