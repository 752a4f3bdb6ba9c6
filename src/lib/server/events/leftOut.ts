import type { App } from '#lib/server/app.ts';
import { perApp } from '#lib/server/perApp.ts';
import type { LeftOut } from '#lib/server/database/readableRows.ts';

/** Logs an event that lists leave out, once while the process runs: lists are asked for every second. */
export const tellLeftOut = perApp('left-out', (app: App): LeftOut => {
	const told = new Set<string>();
	return (slug, error) => {
		if (told.has(slug)) return;
		told.add(slug);
		app.log.error({ err: error, slug }, 'an event cannot be shown and is left out of lists');
	};
});
