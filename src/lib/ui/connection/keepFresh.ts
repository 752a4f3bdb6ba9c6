import type { News } from '#lib/schemas/news.ts';
import { loadAnew } from './loadAnew.ts';

/** How often it is looked whether something is due, such as what waited for somebody's hands to leave the page. */
const LOOK_MS = 500;
/** While the news come: what time alone changes, such as who is overdue. */
const WITH_NEWS_MS = 30_000;
/** Without them, as where no more streams are given out. */
const WITHOUT_NEWS_MS = 5000;

/**
 * Keeps what a page shows fresh: asks anew when the event's stream of news tells of something that the page shows, one
 * question at a time. While the server does not answer, the question waits for it (see steadyFetch.ts), and the page says
 * since when it stands still. A page that nobody sees hears nothing, since a browser has few connections to give.
 * @param dependency what the page's load `depends` on
 * @param of.event its slug
 * @param of.news what concerns this page
 * @param of.unless says when somebody's hands are on the page, so that nothing may move
 * @returns the function that ends it, for `onMount`
 */
export function keepFresh(
	dependency: `desk:${string}`,
	of: { event: string; news: readonly News[]; unless?: () => boolean }
): () => void {
	let source: EventSource | undefined;
	let due = false;
	let asking = false;
	let askedMs = Date.now();

	const look = (): void => {
		const patience = source?.readyState === EventSource.OPEN ? WITH_NEWS_MS : WITHOUT_NEWS_MS;
		const late = Date.now() - askedMs >= patience;
		if (asking || document.hidden || !(due || late) || of.unless?.()) return;
		// Refused, for want of room: tried again with each question.
		if (source?.readyState === EventSource.CLOSED) open();
		due = false;
		asking = true;
		askedMs = Date.now();
		void loadAnew(dependency).finally(() => (asking = false));
	};
	const open = (): void => {
		source = new EventSource(`/organise/${of.event}/news`);
		source.onmessage = ({ data }: MessageEvent<string>) => {
			due ||= (JSON.parse(data) as News[]).some((kind) => of.news.includes(kind));
			look();
		};
		// What was told before was missed.
		source.onopen = () => (due = true);
	};
	const seen = (): void => {
		source?.close();
		source = undefined;
		if (!document.hidden) open();
	};
	const offline = (): void => void (due = true);

	if (!document.hidden) open();
	document.addEventListener('visibilitychange', seen);
	window.addEventListener('offline', offline);
	const timer = setInterval(look, LOOK_MS);
	return () => {
		clearInterval(timer);
		document.removeEventListener('visibilitychange', seen);
		window.removeEventListener('offline', offline);
		source?.close();
	};
}
