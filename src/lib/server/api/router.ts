/** Serves declared endpoints: access, body, query, then the handler. */
import { isUtf8 } from 'node:buffer';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { parseWith } from '#lib/schemas/faults.ts';
import type { Reason, Refusal } from '#lib/schemas/problem.ts';
import type { Caller } from '#lib/server/caller.ts';
import { callerOf } from './auth.ts';
import type { Access, Endpoint } from './endpoint.ts';
import { refusalOfFaults, refusalOfQuery, sendRefusal } from './problem.ts';

export interface DescribedRouter extends Router {
	endpoints: Endpoint[];
}

export function describedRouter(endpoints: Endpoint[]): DescribedRouter {
	const router = express.Router();
	for (const declared of endpoints) router[declared.method](declared.path, ...handlersOf(declared));
	return Object.assign(router, { endpoints });
}

function handlersOf(declared: Endpoint): RequestHandler[] {
	const handlers: RequestHandler[] = [requireAccess(declared.access)];
	if (declared.body) handlers.push(parseJson(declared));
	handlers.push((req, res) => serve(declared, req, res));
	return handlers;
}

/** Refuses before a body is read; whose event it is, is for the service to say. */
const requireAccess =
	(access: Access): RequestHandler =>
	(_req, res, next) => {
		const refusal = refusalOfAccess(access, callerOf(res));
		if (refusal) sendRefusal(res, refusal);
		else next();
	};

function refusalOfAccess(access: Access, caller: Caller): Refusal | null {
	if (access === 'public') return null;
	if (caller.kind === 'public')
		return { reason: 'not-signed-in', message: 'send a key or token as "Authorization: Bearer …"' };
	if (caller.kind === 'device' && access !== 'device')
		return {
			reason: 'forbidden',
			message: 'a paired phone may send passings and heartbeats and read the roster, nothing else'
		};
	return null;
}

const LIMIT = '5mb';
const readJson = express.json({
	limit: LIMIT,
	type: ['application/json', 'application/*+json'],
	// Bytes that are not UTF-8 would otherwise become replacement characters in people's names.
	verify: (_req, _res, body, encoding) => {
		if (encoding === 'utf-8' && !isUtf8(body)) throw new Error('not valid UTF-8');
	}
});

const parseJson =
	({ csv }: Endpoint): RequestHandler =>
	(req, res, next) => {
		if (csv && req.is('text/csv')) return next();
		if (req.is(['application/json', 'application/*+json'])) return readJson(req, res, next);
		sendRefusal(res, {
			reason: 'unsupported-media-type',
			message: `send the body as application/json${csv ? ' or text/csv' : ''} (header Content-Type)`
		});
	};

async function serve(declared: Endpoint, req: Request, res: Response): Promise<void> {
	const query = declared.query ? parseWith(declared.query, req.query) : { ok: true as const, value: {} };
	if (!query.ok) return sendRefusal(res, refusalOfQuery(query.error));
	const request = {
		caller: callerOf(res),
		params: req.params as Record<string, string>,
		query: query.value,
		req,
		res
	};
	if (declared.csv && req.is('text/csv')) {
		return send(res, await declared.csv.handle({ ...request, body: undefined }));
	}
	const body = declared.body ? parseWith(declared.body, req.body) : { ok: true as const, value: undefined };
	if (!body.ok) return sendRefusal(res, refusalOfFaults(body.error));
	send(res, await declared.handle({ ...request, body: body.value }));
}

function send(res: Response, served: Awaited<ReturnType<Endpoint['handle']>>): void {
	if (!served) return;
	if (served.ok) res.json(served.value);
	else sendRefusal(res, served.error);
}

/** Behind all endpoints: a known path with another method is 405 with `Allow`, anything else 404. */
export const answerUnserved =
	(endpoints: Endpoint[]): RequestHandler =>
	(req, res) => {
		const allowed = endpoints.filter(({ path }) => isPath(path, req.path)).map(({ method }) => method);
		if (allowed.length === 0)
			return sendRefusal(res, { reason: 'not-found', message: `there is no ${req.path} in this API` });
		const methods = [...new Set(allowed)].map((method) => method.toUpperCase()).join(', ');
		res.set('Allow', methods);
		sendRefusal(res, { reason: 'method-not-allowed', message: `${req.path} takes ${methods}` });
	};

function isPath(pattern: string, path: string): boolean {
	const wanted = pattern.split('/');
	const given = path.replace(/\/$/, '').split('/');
	return (
		wanted.length === given.length && wanted.every((step, i) => step.startsWith(':') || step === given[i])
	);
}

/** Every refusal that any endpoint may give. */
export const COMMON_REASONS = [
	'invalid-request',
	'token-unknown',
	'token-revoked',
	'too-many-requests',
	'internal-error'
] as const satisfies Reason[];
