/** State that belongs to one application, such as queues and caches: it lies in `App.state`, and nowhere else. */
import type { App } from './app.ts';

/** `const queues = perApp('queues', () => new Map()); queues(app)`. The name is unique in the program. */
export const perApp =
	<T>(name: string, make: (app: App) => T): ((app: App) => T) =>
	(app) => {
		if (!app.state.has(name)) app.state.set(name, make(app));
		return app.state.get(name) as T;
	};
