import { invalidate } from '$app/navigation';

/**
 * Keeps what a page shows fresh, one question at a time: while the server does not answer, the question waits for it (see
 * steadyFetch.ts), and the page says since when it stands still. An event stream would call the same `invalidate`.
 * @param dependency what the page's load `depends` on
 * @param unless says when somebody's hands are on the page, so that nothing may move
 * @returns the function that ends it, for `onMount`
 */
export function keepFresh(
	dependency: `desk:${string}`,
	{ everyMs, unless = () => false }: { everyMs: number; unless?: () => boolean }
): () => void {
	let asking = false;
	const ask = async (): Promise<void> => {
		if (asking || unless()) return;
		asking = true;
		await invalidate(dependency).finally(() => (asking = false));
	};
	const timer = setInterval(() => void ask(), everyMs);
	return () => clearInterval(timer);
}
