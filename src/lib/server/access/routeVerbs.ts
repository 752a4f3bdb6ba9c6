/**
 * Which verb a page, a form action or a download takes: each `+page.server.ts`, `+layout.server.ts` and `+server.ts` says so
 * in `_verbs`, by `load`, by the action's name or by the method. The build refuses one that does not, see undeclared.ts.
 */
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { Verb } from '#lib/domain/access/roles.ts';
import type { Caller } from './caller.ts';
import { refusalOf, type At } from './permissions.ts';

export type RouteVerbs = Readonly<Record<string, Verb>>;

export interface RouteModule {
	_verbs: RouteVerbs;
	load?: unknown;
	actions?: Readonly<Record<string, unknown>>;
}

export interface Asked {
	/** What runs of the route itself; the layouts around it run too. */
	part: 'load' | { action: string } | { method: string };
	/** The route's own file; null: it has none that runs on the server. */
	own: RouteModule | null;
	layouts: readonly RouteModule[];
}

/** The verbs of all that would run, each once. An action or a method that is not there is kit's to answer. */
export function verbsOf({ part, own, layouts }: Asked): Verb[] {
	const around = part === 'load' || 'action' in part ? layouts : [];
	const verbs = new Set(around.flatMap((layout) => layout._verbs.load ?? []));
	if (own && part === 'load' && own.load) verbs.add(declared(own, 'load'));
	const handler = own && part !== 'load' && 'method' in part ? handlerOf(own, part.method) : null;
	if (own && handler) verbs.add(declared(own, handler));
	if (own && part !== 'load' && 'action' in part && Object.hasOwn(own.actions ?? {}, part.action))
		verbs.add(declared(own, part.action));
	return [...verbs];
}

/** The export that kit calls for a method; null: none, which it answers by itself. */
function handlerOf(own: RouteModule, method: string): string | null {
	const called = method === 'HEAD' ? ['HEAD', 'GET', 'fallback'] : [method, 'fallback'];
	return called.find((name) => Object.hasOwn(own, name)) ?? null;
}

function declared({ _verbs }: RouteModule, name: string): Verb {
	const verb = Object.hasOwn(_verbs, name) ? _verbs[name] : undefined;
	if (!verb) throw new Error(`a route runs ${name} and declares no verb for it`);
	return verb;
}

/**
 * Null: all of it may run. A runner's page is called by the runner of this device, also when an organiser is signed in on it.
 * @param callers those whom this device stands for
 */
export function refusalOfRoute(
	callers: readonly Caller[],
	{ verbs, at }: { verbs: readonly Verb[]; at: At }
): Refusal | null {
	for (const verb of verbs) {
		const refusals = callers.map((caller) => refusalOf(caller, verb, at));
		if (refusals.every((refusal) => refusal !== null)) return refusals[0]?.error ?? null;
	}
	return null;
}
