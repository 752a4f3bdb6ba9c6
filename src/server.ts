/** Where the built server begins. The embedded database has the longest way to go, so its thread sets out before the rest is loaded. */
import { beginThread } from '#lib/server/database/embedded/thread.ts';

const thread = process.env.DATABASE_URL ? undefined : beginThread();
const { serve } = await import('#lib/server/start/serve.ts');
serve({
	thread,
	// Built by kit, beside this file.
	loadPages: () => import(/* @vite-ignore */ new URL('./handler.js', import.meta.url).href)
});
