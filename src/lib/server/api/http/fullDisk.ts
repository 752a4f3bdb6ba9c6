import type { RequestHandler } from 'express';
import type { App } from '#lib/server/app.ts';
import { whyDiskIsFull } from '#lib/server/readiness.ts';
import { sendRefusal } from './problem.ts';

/** Before the last room is used up: writes are put off with 503, and reads go on. */
export const refuseOnFullDisk =
	(app: App): RequestHandler =>
	(req, res, next) => {
		const message = req.method === 'GET' || req.method === 'HEAD' ? null : whyDiskIsFull(app);
		if (message) sendRefusal(res, { reason: 'not-ready', message });
		else next();
	};
