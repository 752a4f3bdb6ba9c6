/** How often one caller may call. In memory, so each server process counts for itself. */
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { actorOf } from '#lib/server/caller.ts';
import { callerOf } from './auth.ts';
import { sendRefusal } from './problem.ts';

const MINUTE_MS = 60_000;
const common = {
	standardHeaders: 'draft-8',
	legacyHeaders: false,
	handler: (_req: Request, res: Response) =>
		sendRefusal(res, {
			reason: 'too-many-requests',
			message: `too many requests; try again in ${String(res.getHeader('Retry-After') ?? 1)} s`
		})
} as const;

const addressOf = (req: Request): string => ipKeyGenerator(req.ip ?? 'unknown');

/** Public writes, such as pairing: 60 a minute and address. Public reads are cached and not limited. */
const publicWrites = (): RequestHandler =>
	rateLimit({
		...common,
		windowMs: MINUTE_MS,
		limit: 60,
		keyGenerator: addressOf,
		skip: (req) => req.method === 'GET' || req.method === 'HEAD'
	});

/** Keys and paired phones: a program in a loop is stopped, a busy one is not (a key may do 200 a second and more). */
const knownCallers = (): RequestHandler =>
	rateLimit({
		...common,
		windowMs: 1000,
		limit: (_req, res) => (callerOf(res).kind === 'device' ? 100 : 1000),
		keyGenerator: (_req, res) => actorOf(callerOf(res))
	});

/** After `identifyCaller`. */
export function limitCallers(): RequestHandler {
	const forPublic = publicWrites();
	const forKnown = knownCallers();
	return (req, res, next) =>
		callerOf(res).kind === 'public' ? forPublic(req, res, next) : forKnown(req, res, next);
}

/** Keys and tokens that name nobody: 60 a minute and address. */
export const limitUnknownSecrets = (): RequestHandler =>
	rateLimit({ ...common, windowMs: MINUTE_MS, limit: 60, keyGenerator: addressOf });
