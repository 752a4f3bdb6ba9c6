import { ok } from '#lib/domain/result.ts';
import { TimeSchema } from '#lib/schemas/pairing.ts';
import type { App } from '#lib/server/app.ts';
import { endpoint } from '#lib/server/api/http/endpoint.ts';
import { describedRouter, type DescribedRouter } from '#lib/server/api/http/router.ts';

/** Phones compare clocks with it: nothing may delay or cache the answer, so it asks neither database nor disk. */
export const timeRoutes = (app: App): DescribedRouter =>
	describedRouter([
		endpoint({
			method: 'get',
			path: '/time',
			summary: 'The server’s clock',
			tag: 'Service',
			verb: 'see-public',
			answers: { 200: { description: 'Now', schema: TimeSchema } },
			reasons: [],
			handle: async () => {
				const nowMs = app.now();
				return ok({ nowMs, now: new Date(nowMs).toISOString() });
			}
		})
	]);
