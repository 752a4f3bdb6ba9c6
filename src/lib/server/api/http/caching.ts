import type { Response } from 'express';

/** Says what a cache may do with the answer. Set before the body, and on a 304 too. */
export function setCaching(res: Response, { shared }: { shared: boolean }): void {
	res.vary('Authorization');
	// Hiding a name has to reach every page within a minute, so shared caches ask again after seconds.
	res.set('Cache-Control', shared ? 'public, max-age=5' : 'private, no-cache');
}
