import { z } from 'zod';
import { ok } from '#lib/domain/result.ts';
import { SlugSchema } from '#lib/schemas/base/common.ts';
import { EventDocumentSchema, EventSummarySchema } from '#lib/schemas/event/event.ts';
import { parseWith } from '#lib/schemas/base/faults.ts';
import type { App } from '#lib/server/app.ts';
import { putEventDocument, readEventDocument, type ReadEvent } from '#lib/server/events/eventDocument.ts';
import { listAllEvents } from '#lib/server/events/listEvents.ts';
import { DOCUMENT_BODY } from '#lib/server/api/http/bounds.ts';
import { endpoint } from '#lib/server/api/http/endpoint.ts';
import { answeredUnchanged, tagsOf } from '#lib/server/api/http/etag.ts';
import { refusalOfFaults } from '#lib/server/api/http/problem.ts';
import { describedRouter, type DescribedRouter } from '#lib/server/api/http/router.ts';

const ShownEventSchema = EventDocumentSchema.safeExtend({
	slug: SlugSchema,
	/** Counts edits. */
	version: z.number().int(),
	/** Loaded by a first start, as an example. */
	demo: z.boolean()
}).meta({ id: 'Event' });

export function eventRoutes(app: App): DescribedRouter {
	return describedRouter([
		endpoint({
			method: 'get',
			path: '/events',
			summary: 'List the events, the latest first',
			tag: 'Events',
			verb: 'see-public',
			answers: {
				200: { description: 'The events', schema: z.strictObject({ items: z.array(EventSummarySchema) }) }
			},
			reasons: [],
			handle: ({ caller }) => listAllEvents(app, caller)
		}),
		endpoint({
			method: 'get',
			path: '/events/:slug',
			summary: 'Read an event',
			description: 'With `?as=document` exactly what PUT takes. The ETag is what PUT wants as If-Match.',
			tag: 'Events',
			verb: 'see-public',
			query: z.strictObject({ as: z.literal('document').optional() }),
			answers: {
				200: {
					description: 'The event, or its document',
					schema: z.union([ShownEventSchema, EventDocumentSchema])
				},
				304: { description: 'Unchanged since If-None-Match' }
			},
			reasons: ['event-unknown'],
			handle: async ({ caller, params, query, req, res }) => {
				const read = await readEventDocument(app, caller, { event: params.slug });
				if (!read.ok) return read;
				res.set('Cache-Control', 'no-cache');
				if (answeredUnchanged(req, res, read.value.etag)) return undefined;
				return ok(query.as ? read.value.document : shownOf(read.value));
			}
		}),
		endpoint({
			method: 'put',
			path: '/events/:slug',
			summary: 'Make an event, or replace its document',
			description:
				'A `gunStart` that differs from the one in force is recorded as a `wave-start` ruling; one that is left out stays. ' +
				'If-Match is needed when somebody else edited the event since. A race, wave or checkpoint that something hangs on cannot be taken out.',
			tag: 'Events',
			verb: 'edit-event',
			body: EventDocumentSchema,
			bounds: DOCUMENT_BODY,
			answers: { 200: { description: 'The stored document', schema: EventDocumentSchema } },
			reasons: ['forbidden', 'edited-since', 'in-use', 'invalid-document', 'unknown-field'],
			handle: async ({ caller, params, body, req, res }) => {
				const slug = parseWith(SlugSchema, params.slug);
				if (!slug.ok) return { ok: false, error: refusalOfSlug(slug.error) };
				const ifMatch = tagsOf(req.get('if-match'));
				const put = await putEventDocument(app, caller, { event: slug.value, document: body, ifMatch });
				if (!put.ok) return put;
				res.set('ETag', put.value.etag);
				return ok(put.value.document);
			}
		})
	]);
}

const shownOf = ({ slug, version, demo, document }: ReadEvent) => ({ slug, version, demo, ...document });

/** The name in the address has no pointer in the body. */
const refusalOfSlug = (faults: Parameters<typeof refusalOfFaults>[0]) =>
	refusalOfFaults(
		faults.map(({ message, value }) => ({
			pointer: '',
			message: `the slug in the address ${message}`,
			value
		}))
	);
