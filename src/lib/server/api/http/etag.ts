import type { Request, Response } from 'express';

/**
 * Sets the ETag, and answers 304 when the caller has that version. Express's own check gives up on
 * `Cache-Control: no-cache`, which fetch() adds by itself to every request with If-None-Match.
 * @param etag with its quotes.
 * @returns true when the answer is complete.
 */
export function answeredUnchanged(req: Request, res: Response, etag: string): boolean {
	res.set('ETag', etag);
	if (!tagsOf(req.get('if-none-match'))?.some((tag) => tag === '*' || tag === withoutWeak(etag)))
		return false;
	res.status(304).end();
	return true;
}

/** The tags of `If-Match` or `If-None-Match`; null without the header. `W/` is dropped: proxies weaken tags when they compress. */
export const tagsOf = (header: string | undefined): string[] | null =>
	header === undefined ? null : header.split(',').map((tag) => withoutWeak(tag.trim()));

const withoutWeak = (tag: string): string => tag.replace(/^W\//, '');
