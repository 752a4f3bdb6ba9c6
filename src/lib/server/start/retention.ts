/** What is kept for some time only goes by itself: at the start and once a day. */
import type { App } from '#lib/server/app.ts';
import { forgetDayAnswers } from '#lib/server/registration/answers/answers.ts';

const DAY_MS = 86_400_000;

/** @returns ends it */
export function startRetention(app: App): () => void {
	const forget = (): void => {
		forgetDayAnswers(app).then(
			(count) => count > 0 && app.log.info({ count }, 'answers kept for the day of an event are deleted'),
			(error: unknown) => app.log.warn({ err: error }, 'answers that are due could not be deleted')
		);
	};
	forget();
	const timer = setInterval(forget, DAY_MS).unref();
	return () => clearInterval(timer);
}
