import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import * as m from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { openBackup } from '#lib/server/backup/ownersBackups.ts';
import { orFail } from '../../../refusals.ts';
import { openUntil } from '../passwordCookie.ts';
import type { RequestHandler } from './$types';

export const _verbs = { GET: 'restore-installation' } satisfies RouteVerbs;

/** Everybody's personal data in one file: it takes the password again. */
export const GET: RequestHandler = async (event) => {
	const confirmed = openUntil(event) !== null;
	const opened = orFail(await openBackup(app(), event.locals.caller, { ...event.params, confirmed }));
	if (opened === 'password-first') error(403, { message: 'password', words: m.backup_password_first() });
	const { path, bytes, name } = opened;
	return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, {
		headers: {
			'Content-Type': name.endsWith('.gz') ? 'application/gzip' : 'application/jsonl',
			'Content-Length': String(bytes),
			'Content-Disposition': `attachment; filename="${name}"`,
			'Cache-Control': 'no-store'
		}
	});
};
