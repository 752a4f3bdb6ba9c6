import { RulingRequestSchema, RulingSchema, RulingsSchema } from '#lib/schemas/ruling.ts';
import type { App } from '#lib/server/app.ts';
import { listRulings, recordRuling, revokeRuling } from '#lib/server/rulings/rulings.ts';
import { endpoint } from '#lib/server/api/http/endpoint.ts';
import { describedRouter, type DescribedRouter } from '#lib/server/api/http/router.ts';

export const rulingRoutes = (app: App): DescribedRouter =>
	describedRouter([
		endpoint({
			method: 'post',
			path: '/events/:slug/rulings',
			summary: 'Record a decision',
			description:
				'Each type says what it needs: a runner by `race` and `bib` (or `participantId`), a passing by `passingId`, a wave, a value. What it does not take is refused.',
			tag: 'Rulings',
			verb: 'time',
			body: RulingRequestSchema,
			answers: { 201: { description: 'The ruling', schema: RulingSchema } },
			reasons: [
				'event-unknown',
				'race-unknown',
				'participant-unknown',
				'passing-unknown',
				'ruling-unknown',
				'forbidden',
				'invalid-document'
			],
			handle: async ({ caller, params, body, res }) => {
				const recorded = await recordRuling(app, caller, { event: params.slug, ruling: body });
				if (recorded.ok) res.status(201);
				return recorded;
			}
		}),
		endpoint({
			method: 'get',
			path: '/events/:slug/rulings',
			summary: 'List the decisions, with who and when',
			tag: 'Rulings',
			verb: 'see-participants',
			answers: { 200: { description: 'In the order decided, also those taken back', schema: RulingsSchema } },
			reasons: ['event-unknown', 'forbidden'],
			handle: ({ caller, params }) => listRulings(app, caller, { event: params.slug })
		}),
		endpoint({
			method: 'delete',
			path: '/events/:slug/rulings/:id',
			summary: 'Take a decision back',
			description: 'Nothing is deleted: this is another ruling, of type `revoke`, and can be taken back too.',
			tag: 'Rulings',
			verb: 'time',
			answers: { 200: { description: 'The revoking ruling', schema: RulingSchema } },
			reasons: ['event-unknown', 'ruling-unknown', 'forbidden'],
			handle: ({ caller, params }) => revokeRuling(app, caller, { event: params.slug, id: params.id })
		})
	]);
