/** Serves declared endpoints: what stands at the door, the query and the body by their schemas, then the handler. */
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { parseWith } from '#lib/schemas/base/faults.ts';
import type { Reason } from '#lib/schemas/base/problem.ts';
import { callerOf } from './auth.ts';
import { beforeHandler } from './door.ts';
import type { Endpoint } from './endpoint.ts';
import { refusalOfPath } from './pathText.ts';
import { refusalOfFaults, refusalOfQuery, sendRefusal } from './problem.ts';

export interface DescribedRouter extends Router {
	endpoints: Endpoint[];
}

export function describedRouter(endpoints: Endpoint[]): DescribedRouter {
	const router = express.Router();
	for (const declared of endpoints)
		router[declared.method](declared.path, ...beforeHandler(declared), (req, res) =>
			serve(declared, req, res)
		);
	return Object.assign(router, { endpoints });
}

async function serve(declared: Endpoint, req: Request, res: Response): Promise<void> {
	const params = req.params as Record<string, string>;
	const badPath = refusalOfPath(params);
	if (badPath) return sendRefusal(res, badPath);
	const query = declared.query ? parseWith(declared.query, req.query) : { ok: true as const, value: {} };
	if (!query.ok) return sendRefusal(res, refusalOfQuery(query.error));
	const request = {
		caller: callerOf(res),
		params,
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
		const given = req.path.replace(/\/$/, '').split('/');
		const allowed = endpoints.filter(({ path }) => isPath(path, given)).map(({ method }) => method);
		const shown = req.path.length > SHOWN_PATH ? `${req.path.slice(0, SHOWN_PATH)}…` : req.path;
		if (allowed.length === 0)
			return sendRefusal(res, { reason: 'not-found', message: `there is no ${shown} in this API` });
		const methods = [...new Set(allowed)].map((method) => method.toUpperCase()).join(', ');
		res.set('Allow', methods);
		sendRefusal(res, { reason: 'method-not-allowed', message: `${shown} takes ${methods}` });
	};

const SHOWN_PATH = 200;

function isPath(pattern: string, given: string[]): boolean {
	const wanted = pattern.split('/');
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
	'internal-error',
	'not-ready'
] as const satisfies Reason[];
