/**
 * State that belongs to one application: queues, caches. The built kit handler and the server are two bundles, so a
 * variable of a module would exist twice; like the application itself it hangs on globalThis.
 */
import type { App } from './app.ts';

type Holder = Record<symbol, WeakMap<App, unknown> | undefined>;

/** `const queues = perApp('queues', () => new Map()); queues(app)`. The name is unique in the program. */
export function perApp<T>(name: string, make: (app: App) => T): (app: App) => T {
	const key = Symbol.for(`awareness-run.${name}`);
	const holder = globalThis as unknown as Holder;
	return (app) => {
		const states = (holder[key] ??= new WeakMap());
		if (!states.has(app)) states.set(app, make(app));
		return states.get(app) as T;
	};
}
