/**
 * How much a form may be, by route, checked before kit makes fields of it: bytes, fields, a boundary where one is needed.
 * Kit reads a request by itself, so what was read here goes back into the request.
 */
import type { Request, RequestHandler } from 'express';
import { deLocalizeUrl } from '#lib/paraglide/runtime.js';
import type { App } from '#lib/server/app.ts';
import { whoseSession } from '#lib/server/accounts/auth.ts';
import { refuseForm, type FormBounds, type FormFault } from './refusedForm.ts';
import { dropRest } from './unreadBody.ts';

/** A form that people fill in. */
const SMALL: FormBounds = { bytes: 64 * 1024, fields: 200 };
/** A list of participants or reads, 5 MB, and what a form adds. */
const LIST: FormBounds = { bytes: 6 * 1024 * 1024, fields: 20 };
/** What is set up about an event, by its team: rows of a race, texts in every language, and what the form was made from. */
const SETUP: FormBounds = { bytes: 1024 * 1024, fields: 4000 };
const SETUPS = /^\/organise\/[^/]+\/setup(?:\/|$)/;
const LISTS = /^\/organise\/[^/]+\/(?:participants\/import|results\/import|phones\/reads)\/?$/;

/** Stands before kit's handler; of what has no body, and of reads, nothing is looked at. */
export function boundForms(app: App): RequestHandler {
	return async (request, response, next) => {
		if (request.method === 'GET' || request.method === 'HEAD' || !hasBody(request)) return next();
		let bounds = SMALL;
		let fault: FormFault | null;
		try {
			bounds = await boundsOf(app, request);
			fault = await faultOf(app, request, bounds);
		} catch (error) {
			app.log.error({ err: error }, 'a form could not be checked');
			fault = 'unavailable';
		}
		if (fault === null) return next();
		dropRest(request);
		await refuseForm({ request, response }, { fault, bounds });
	};
}

const hasBody = (request: Request): boolean =>
	request.get('transfer-encoding') !== undefined || Number(request.get('content-length')) > 0;

const typeOf = (request: Request): string => request.get('content-type') ?? '';
const isMultipart = (request: Request): boolean => /^multipart\/form-data\s*(;|$)/i.test(typeOf(request));

/** Lists come as files: what is not multipart is no list. */
async function boundsOf(app: App, request: Request): Promise<FormBounds> {
	const { pathname } = deLocalizeUrl(`http://localhost${request.path}`);
	if (isMultipart(request) && LISTS.test(pathname)) return LIST;
	// A stranger's is as small as any, and is answered by the page's own door.
	return SETUPS.test(pathname) && (await isOrganiser(app, request)) ? SETUP : SMALL;
}

async function faultOf(app: App, request: Request, bounds: FormBounds): Promise<FormFault | null> {
	const type = typeOf(request);
	if (!isMultipart(request) && !/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type))
		return 'not-a-form';
	if ((request.get('content-encoding') ?? 'identity').toLowerCase() !== 'identity') return 'not-a-form';
	const boundary = isMultipart(request) ? boundaryOf(type) : null;
	if (isMultipart(request) && boundary === null) return 'broken';
	if (Number(request.get('content-length')) > bounds.bytes) return 'too-large';
	if (bounds === LIST && !(await isOrganiser(app, request))) return 'not-signed-in';
	const body = await readWithin(request, bounds.bytes);
	if (!Buffer.isBuffer(body)) return body;
	if (hasMore(body, boundary === null ? '&' : `--${boundary}`, bounds.fields)) return 'too-many-fields';
	return (await isReadable(body, type)) ? null : 'broken';
}

/** RFC 2046: up to 70 characters. */
function boundaryOf(type: string): string | null {
	const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))(?:\s*;|\s*$)/i.exec(type) ?? [];
	return quoted ?? plain ?? null;
}

async function isOrganiser(app: App, request: Request): Promise<boolean> {
	const cookie = request.get('cookie');
	if (!cookie?.includes('organiser.session_token')) return false;
	return (await whoseSession(app, new Headers({ cookie }))).caller.kind === 'account';
}

/**
 * The whole body, as long as its bytes stay within the bound. The request is left as if nobody had read it: what was taken
 * out goes back in with `unshift`, which is possible until the end was announced.
 */
function readWithin(request: Request, bytes: number): Promise<Buffer | FormFault> {
	return new Promise((resolve) => {
		const chunks: Buffer[] = [];
		let length = 0;
		const done = (result: Buffer | FormFault): void => {
			request.off('readable', read).off('close', left).off('error', left);
			resolve(result);
		};
		const left = (): void => done('broken');
		const read = (): void => {
			for (let chunk = request.read() as Buffer | null; chunk; chunk = request.read() as Buffer | null) {
				chunks.push(chunk);
				length += chunk.length;
				if (length > bytes) return done('too-large');
			}
			if (!request.complete) return;
			if (length === 0) return done('broken');
			const body = Buffer.concat(chunks);
			// At once: a request that is empty and complete announces its end in the next turn.
			request.unshift(body);
			done(body);
		};
		request.on('readable', read).once('close', left).once('error', left);
	});
}

function hasMore(body: Buffer, mark: string, most: number): boolean {
	let marks = 0;
	for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length))
		if (++marks > most) return true;
	return false;
}

/** Whether kit will be able to read it, by the reader that kit uses; no text may hold U+0000, which no database takes. */
async function isReadable(body: Buffer, type: string): Promise<boolean> {
	try {
		const form = await new Response(Uint8Array.from(body), { headers: { 'content-type': type } }).formData();
		return [...form].every(
			([name, value]) => !name.includes('\0') && (typeof value !== 'string' || !value.includes('\0'))
		);
	} catch {
		return false;
	}
}
