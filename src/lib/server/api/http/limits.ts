/** How often one caller may call; the rates are in server/limits/acts.ts. */
import type { RequestHandler } from 'express';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import type { Act } from '#lib/server/limits/acts.ts';
import { limitAct, type Who } from '#lib/server/limits/limitAct.ts';
import { refusalOfLimit } from '#lib/server/limits/refusalOfLimit.ts';
import { addressOf } from './address.ts';
import { callerOf } from './auth.ts';
import { sendRefusal } from './problem.ts';

/** After `identifyCaller`. Public reads are cached and not limited. */
export const limitCallers = (app: App): RequestHandler =>
	limited(app, (req, res) => {
		const caller = callerOf(res);
		if (caller.kind !== 'public') return limitOf(caller);
		if (req.method === 'GET' || req.method === 'HEAD') return null;
		return ['public-write', { address: addressOf(req) }];
	});

/** Keys and tokens that name nobody. */
export const limitUnknownSecrets = (app: App): RequestHandler =>
	limited(app, (req) => ['unknown-secret', { address: addressOf(req) }]);

/** `actOf` null: not limited. */
const limited =
	(app: App, actOf: (...[req, res]: Parameters<RequestHandler>) => [Act, Who] | null): RequestHandler =>
	async (req, res, next) => {
		const act = actOf(req, res, next);
		const tried = act && (await limitAct(app, ...act));
		if (tried?.ok === false) sendRefusal(res, refusalOfLimit(tried.error));
		else next();
	};

/** By a name that is exact: phones of two events may be called the same. */
export function limitOf(caller: Exclude<Caller, { kind: 'public' }>): [Act, Who] {
	switch (caller.kind) {
		case 'account':
			return ['call-by-key', { caller: `account:${caller.userId}` }];
		case 'key':
			// No two keys in force share a name.
			return ['call-by-key', { caller: `key:${caller.name}` }];
		case 'owner-key':
			return ['call-by-key', { caller: 'owner-key' }];
		case 'device':
			return ['call-by-device', { caller: caller.deviceId }];
		case 'runner':
			return ['call-by-runner', { caller: caller.participantId }];
	}
}
