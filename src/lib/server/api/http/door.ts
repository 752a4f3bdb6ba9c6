/**
 * What every request passes before its handler, in this order: a bounded address → who calls → how often → may this caller
 * do what the endpoint does with this event → a bounded body, parsed. Nothing of a body is read for whom an earlier step
 * refuses.
 */
import type { RequestHandler } from 'express';
import type { App } from '#lib/server/app.ts';
import { refusalOf } from '#lib/server/access/permissions.ts';
import type { Verb } from '#lib/domain/access/roles.ts';
import { callerOf, identifyCaller } from './auth.ts';
import { refusalOfAddress, SMALL_BODY } from './bounds.ts';
import type { Endpoint } from './endpoint.ts';
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
	requireVerb(declared.verb),
	declared.body ? parseBody(declared) : refuseBodyOfReads
];

const boundAddress: RequestHandler = (req, res, next) => {
	const refusal = refusalOfAddress(req.originalUrl);
	if (refusal) sendRefusal(res, refusal);
	else next();
};

/** By the event that the address names; the service decides again with what is stored. */
const requireVerb =
	(verb: Verb): RequestHandler =>
	(req, res, next) => {
		const { slug } = req.params;
		const refused = refusalOf(callerOf(res), verb, typeof slug === 'string' ? { slug } : null);
		if (refused) sendRefusal(res, refused.error);
		else next();
	};

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
