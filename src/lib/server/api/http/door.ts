/**
 * What every request passes before its handler, in this order: a bounded address → who calls → how often → may such a caller
 * call here at all → a bounded body, parsed. Nothing of a body is read for whom an earlier step refuses. A check of what
 * this caller may do with this event belongs behind `requireAccess`.
 */
import type { RequestHandler } from 'express';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { callerOf, identifyCaller } from './auth.ts';
import { refusalOfAddress, SMALL_BODY } from './bounds.ts';
import type { Access, Endpoint } from './endpoint.ts';
import { limitCallers, limitUnknownSecrets } from './limits.ts';
import { sendRefusal } from './problem.ts';
import { readJsonBody } from './readBody.ts';

/** For every address of the API, served or not. */
export const atTheDoor = (app: App): RequestHandler[] => [
	boundAddress,
	identifyCaller(app, limitUnknownSecrets(app)),
	limitCallers(app)
];

/** For one endpoint, behind `atTheDoor`. */
export const beforeHandler = (declared: Endpoint): RequestHandler[] => [
	requireAccess(declared.access),
	declared.body ? parseBody(declared) : refuseBodyOfReads
];

const boundAddress: RequestHandler = (req, res, next) => {
	const refusal = refusalOfAddress(req.originalUrl);
	if (refusal) sendRefusal(res, refusal);
	else next();
};

/** Whose event it is, is for the service to say. */
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

/** A body that comes with another method and is not declared is never read. */
const refuseBodyOfReads: RequestHandler = (req, res, next) => {
	const isRead = req.method === 'GET' || req.method === 'HEAD';
	const hasBody = req.get('transfer-encoding') !== undefined || Number(req.get('content-length')) > 0;
	if (isRead && hasBody)
		sendRefusal(res, { reason: 'invalid-request', message: `${req.method} takes no body` });
	else next();
};

const parseBody =
	({ csv, bounds = SMALL_BODY }: Endpoint): RequestHandler =>
	async (req, res, next) => {
		if (csv && req.is('text/csv')) return next();
		if (!req.is(['application/json', 'application/*+json']))
			return sendRefusal(res, {
				reason: 'unsupported-media-type',
				message: `send the body as application/json${csv ? ' or text/csv' : ''} (header Content-Type)`
			});
		const body = await readJsonBody(req, bounds);
		if (!body.ok) return sendRefusal(res, body.error);
		req.body = body.value;
		next();
	};
