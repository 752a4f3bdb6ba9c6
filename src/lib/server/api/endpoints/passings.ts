import {
	DescribedPassingsRequestSchema,
	MAX_PASSINGS,
	PassingsAnswerSchema,
	PassingsRequestSchema
} from '#lib/schemas/passing.ts';
import type { App } from '#lib/server/app.ts';
import { recordPassings } from '#lib/server/passings/recordPassings.ts';
import { listBody } from '#lib/server/api/http/bounds.ts';
import { endpoint } from '#lib/server/api/http/endpoint.ts';
import { describedRouter, type DescribedRouter } from '#lib/server/api/http/router.ts';

export const passingRoutes = (app: App): DescribedRouter =>
	describedRouter([
		endpoint({
			method: 'post',
			path: '/events/:slug/passings',
			summary: 'Store passings',
			description: `Up to ${MAX_PASSINGS} items, each judged by itself and answered in the order sent. \`stored\` is said after the commit is durable; the same \`id\` again is \`duplicate\` and changes nothing; \`rejected\` is what cannot be a passing. All three are final. A passing that does not count is stored, and the results say why it does not.`,
			tag: 'Passings',
			verb: 'send-reads',
			body: PassingsRequestSchema,
			bounds: listBody(MAX_PASSINGS),
			bodyDescribed: DescribedPassingsRequestSchema,
			answers: { 200: { description: 'An answer to each item', schema: PassingsAnswerSchema } },
			reasons: ['event-unknown', 'forbidden', 'wrong-event', 'wrong-device', 'too-many-items'],
			handle: ({ caller, params, body }) => recordPassings(app, caller, { event: params.slug, request: body })
		})
	]);
