/** Who calls: `Authorization: Bearer …` becomes a Caller. Cookies are never looked at, so no other site can act for anybody. */
import type { RequestHandler, Response } from 'express';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { authenticate } from '#lib/server/access/authenticate.ts';
import { noteOwnerKeyUse } from '#lib/server/access/ownerKeyUse.ts';
import { sendRefusal } from './problem.ts';

/**
 * A request without the header is the public's; a header that names nobody is refused, also on public reads.
 * @param limitUnknown counts the latter.
 */
export const identifyCaller =
	(app: App, limitUnknown: RequestHandler): RequestHandler =>
	async (req, res, next) => {
		if ('caller' in res.locals) return next();
		const header = req.get('authorization');
		if (header === undefined) return asPublic(req, res, next);
		const [, secret] = /^Bearer +(\S+) *$/i.exec(header) ?? [];
		if (!secret)
			return sendRefusal(res, {
				reason: 'token-unknown',
				message: 'the Authorization header must be "Bearer" followed by a key or token'
			});
		const caller = await authenticate(app, secret);
		if (!caller.ok) return limitUnknown(req, res, () => sendRefusal(res, caller.error));
		if (caller.value.kind === 'owner-key') noteOwnerKeyUse(app, req);
		setCaller(res, caller.value);
		next();
	};

/** Before `identifyCaller`, where who calls does not matter and the database may not be asked. */
export const asPublic: RequestHandler = (_req, res, next) => {
	setCaller(res, { kind: 'public' });
	next();
};

/** @throws Error where `identifyCaller` did not run before. */
export function callerOf(res: Response): Caller {
	const { caller } = res.locals as { caller?: Caller };
	if (!caller) throw new Error('the caller was not identified');
	return caller;
}

function setCaller(res: Response, caller: Caller): void {
	res.locals.caller = caller;
}
