/** The door of pages, form actions and downloads: their declared verbs, before anything of them runs or a body is read. */
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Verb } from '#lib/domain/access/roles.ts';
import * as m from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { REASONS, type Refusal } from '#lib/schemas/base/problem.ts';
import { refusalOfRoute, verbsOf, type Asked, type RouteModule } from '#lib/server/access/routeVerbs.ts';
import { neededRoleWords } from './(organiser)/neededRoleWords.ts';
import { runnerCaller } from './(runner)/runnerCaller.ts';

const OWN = import.meta.glob<RouteModule>('./**/{+page.server,+server}.ts');
const LAYOUTS = import.meta.glob<RouteModule>('./**/+layout.server.ts');
const LAYOUT_NAME = '+layout.server.ts';

/**
 * Null: the request goes on, to what it asked for, or to the page that says why not.
 * @throws Redirect, HttpError
 */
export async function refusedAtTheDoor(event: RequestEvent): Promise<Response | null> {
	const { route, params, locals, request, url } = event;
	if (route.id === null) return null;
	const asked = await askedOf({ id: route.id, request, url });
	const verbs = verbsOf(asked);
	// By whom this device stands for: its account, and its runner.
	const callers = [locals.caller, runnerCaller(locals)];
	const slug = params.event;
	const refusal = refusalOfRoute(callers, { verbs, at: slug === undefined ? null : { slug } });
	return refusal && refuse(event, { refusal, verbs, asked });
}

async function askedOf({ id, request, url }: { id: string; request: Request; url: URL }): Promise<Asked> {
	const folder = id === '/' ? '.' : `.${id}`;
	const around = Object.entries(LAYOUTS).filter(([path]) =>
		`${folder}/`.startsWith(path.slice(0, -LAYOUT_NAME.length))
	);
	const layouts = await Promise.all(around.map(([, load]) => load()));
	const page = (await OWN[`${folder}/+page.server.ts`]?.()) ?? null;
	const download = page ? null : ((await OWN[`${folder}/+server.ts`]?.()) ?? null);
	if (download) return { part: { method: request.method }, own: download, layouts };
	if (request.method !== 'POST') return { part: 'load', own: page, layouts };
	// As kit names it: `?/name`.
	const action = [...url.searchParams.keys()].find((key) => key.startsWith('/'))?.slice(1) ?? 'default';
	return { part: { action }, own: page, layouts };
}

interface Refused {
	refusal: Refusal;
	verbs: readonly Verb[];
	asked: Asked;
}

/** A visitor is sent to where one signs in, who is signed in hears which role it takes, and what was filled in stays. */
function refuse(event: RequestEvent, { refusal: { reason }, verbs, asked }: Refused): Response | null {
	const { request, locals, route, isDataRequest } = event;
	const runners = verbs.includes('keep-own-entry');
	const signedOut = reason === 'not-signed-in' || runners;
	const ended = runners ? m.access_link_ended() : m.access_session_ended();
	const said = { message: reason, words: signedOut ? ended : neededRoleWords(verbs) };
	const status = signedOut ? REASONS['not-signed-in'] : REASONS[reason];
	// A form that a script of ours sends is answered as an action would, and the page shows the words.
	if (request.headers.get('x-sveltekit-action') === 'true')
		return Response.json({ type: 'error', error: said }, { status });
	if (signedOut) redirect(303, localizeHref(runners ? '/me' : '/sign-in'));
	const isPage = asked.part === 'load' || 'action' in asked.part;
	if (!isPage || isDataRequest || !route.id?.startsWith(`/${DESK}/`)) error(status, said);
	// Kit puts what is thrown here on a bare page. The desk's layout throws it instead, and as a read no action runs.
	locals.refused = { status, ...said };
	event.request = new Request(request.url, { headers: request.headers });
	return null;
}

/** The group of routes whose layout says what the door refused. */
const DESK = '(organiser)';
