import { z } from 'zod';
import { UuidSchema } from '#lib/schemas/base/common.ts';
import {
	DescribedParticipantsRequestSchema,
	MAX_PARTICIPANTS,
	MAX_PARTICIPANTS_PAGE,
	ParticipantChangeSchema,
	ParticipantsAnswerSchema,
	ParticipantsPageSchema,
	ParticipantsQuerySchema,
	ParticipantsRequestSchema,
	ShownParticipantSchema
} from '#lib/schemas/participant.ts';
import { refuse } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import { importParticipants, openImport } from '#lib/server/registration/importParticipants.ts';
import { changeParticipant, readParticipants } from '#lib/server/registration/participants.ts';
import { csvOfParticipants } from '#lib/server/registration/participantsCsv.ts';
import { listBody } from '#lib/server/api/http/bounds.ts';
import { endpoint } from '#lib/server/api/http/endpoint.ts';
import { readParticipantsCsv } from './participantsCsv.ts';
import { describedRouter, type DescribedRouter } from '#lib/server/api/http/router.ts';

export function participantRoutes(app: App): DescribedRouter {
	return describedRouter([
		endpoint({
			method: 'post',
			path: '/events/:slug/participants',
			summary: 'Make and change participants',
			description:
				'Known by `externalId`, else by `bib`. Each item is answered in the order sent; one that is rejected keeps no other from being taken. ' +
				'A field that is left out keeps what is stored, null clears it.',
			tag: 'Participants',
			verb: 'import-participants',
			query: z.strictObject({
				/** Only with CSV: columns with unknown headings are left out instead of refused. */
				unknown: z.literal('ignore').optional()
			}),
			body: ParticipantsRequestSchema,
			bounds: listBody(MAX_PARTICIPANTS),
			bodyDescribed: DescribedParticipantsRequestSchema,
			csv: {
				description:
					'The fields as headings, or the headings of other systems; comma, semicolon or tab; UTF-8; up to 50 MB. An empty cell clears an optional field.',
				handle: async ({ caller, params, query, req }) => {
					const opened = await openImport(app, caller, { event: params.slug });
					if (!opened.ok) return opened;
					const unknownColumns = query.unknown ?? 'refuse';
					const items = await readParticipantsCsv(req, { names: opened.value, unknownColumns });
					if (!items.ok) return items;
					return importParticipants(app, caller, { event: params.slug, items: items.value });
				}
			},
			answers: { 200: { description: 'An answer to each item', schema: ParticipantsAnswerSchema } },
			reasons: [
				'event-unknown',
				'forbidden',
				'invalid-document',
				'unknown-field',
				'invalid-csv',
				'unsupported-charset',
				'too-large',
				'too-many-items'
			],
			handle: ({ caller, params, body }) =>
				importParticipants(app, caller, { event: params.slug, items: body.items })
		}),
		endpoint({
			method: 'get',
			path: '/events/:slug/participants',
			summary: 'List the participants, by race and bib',
			description: `In pages of up to ${MAX_PARTICIPANTS_PAGE}; as CSV, with the headings that POST takes, when Accept asks for text/csv.`,
			tag: 'Participants',
			verb: 'see-contact',
			query: ParticipantsQuerySchema,
			answers: {
				200: { description: 'A page', schema: ParticipantsPageSchema, alsoAs: ['text/csv'] }
			},
			reasons: ['event-unknown', 'forbidden'],
			handle: async ({ caller, params, query, req, res }) => {
				const page = await readParticipants(app, caller, { event: params.slug, query });
				if (!page.ok || req.accepts(['application/json', 'text/csv']) !== 'text/csv') return page;
				res.type('text/csv').set('X-Total-Count', String(page.value.total));
				res.send(csvOfParticipants(page.value.items));
				return undefined;
			}
		}),
		endpoint({
			method: 'patch',
			path: '/events/:slug/participants/:id',
			summary: 'Change one participant',
			description: 'Only the fields that are named. With a new bib the old number becomes a spare.',
			tag: 'Participants',
			verb: 'change-participants',
			body: ParticipantChangeSchema,
			answers: { 200: { description: 'The participant', schema: ShownParticipantSchema } },
			reasons: [
				'event-unknown',
				'participant-unknown',
				'forbidden',
				'duplicate-bib',
				'merged-entry',
				'in-use',
				'invalid-document',
				'unknown-field'
			],
			handle: async ({ caller, params, body }) =>
				UuidSchema.safeParse(params.id).success
					? changeParticipant(app, caller, { event: params.slug, id: params.id, change: body })
					: refuse('participant-unknown', `there is no participant ${params.id}`)
		})
	]);
}
