import type { Response } from 'express';
import { z } from 'zod';
import { ok, type Result } from '#lib/domain/result.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import {
	HonoursQuerySchema,
	HonoursSchema,
	DerivationSchema,
	PublicationDifferenceSchema,
	PublicationPageSchema,
	PublicationRequestSchema,
	PublicationSchema,
	PublicationsSchema,
	ResultsPageSchema,
	ResultsQuerySchema
} from '#lib/schemas/results.ts';
import type { App } from '#lib/server/app.ts';
import { honours } from '#lib/server/results/honours.ts';
import { derivedAgain } from '#lib/server/publication/derivedAgain.ts';
import { publish } from '#lib/server/publication/publications.ts';
import { results, resultsPage, wantedRows, type ResultsAnswer } from '#lib/server/results/results.ts';
import { listPublications, publication, publicationDifference } from '#lib/server/publication/versions.ts';
import { setCaching } from '#lib/server/api/http/caching.ts';
import { endpoint, type Answer } from '#lib/server/api/http/endpoint.ts';
import { answeredUnchanged } from '#lib/server/api/http/etag.ts';
import { resultsCsv } from '#lib/server/results/resultsCsv.ts';
import { describedRouter, type DescribedRouter } from '#lib/server/api/http/router.ts';

const RACE = '/events/:slug/races/:race';
const UNCHANGED: Record<304, Answer> = { 304: { description: 'Unchanged since If-None-Match' } };
/** As far as the column of the number goes. */
const NumberSchema = z.coerce.number().int().min(1).max(2_147_483_647);

export const resultRoutes = (app: App): DescribedRouter =>
	describedRouter([
		endpoint({
			method: 'get',
			path: `${RACE}/results`,
			summary: 'Results of a race',
			description:
				'With an organiser’s key the unpublished state. Without one the last publication, or the running race until there is one, under the runners’ visibility. Pages start at 1.',
			tag: 'Results',
			verb: 'see-public',
			query: ResultsQuerySchema,
			answers: { 200: { description: 'A page of the list', schema: ResultsPageSchema }, ...UNCHANGED },
			reasons: ['event-unknown', 'race-unknown'],
			handle: async ({ caller, params, query, req, res }) => {
				const answer = await results(app, caller, { event: params.slug, race: params.race, query });
				if (!answer.ok) return answer;
				cached(res, answer.value);
				if (answeredUnchanged(req, res, answer.value.etag)) return undefined;
				return ok(resultsPage(answer.value, query));
			}
		}),
		endpoint({
			method: 'get',
			path: `${RACE}/results.csv`,
			summary: 'Results of a race as CSV',
			description: 'The same rows as JSON has; all that match unless a page is asked for.',
			tag: 'Results',
			verb: 'see-public',
			query: ResultsQuerySchema,
			answers: { 200: { description: 'UTF-8, with headings', type: 'text/csv' }, ...UNCHANGED },
			reasons: ['event-unknown', 'race-unknown'],
			handle: async ({ caller, params, query, req, res }) => {
				const answer = await results(app, caller, { event: params.slug, race: params.race, query });
				if (!answer.ok) return answer;
				cached(res, answer.value);
				if (answeredUnchanged(req, res, answer.value.etag.replace(/"$/, '.csv"'))) return undefined;
				res.attachment(`${params.slug}-${params.race}.csv`).type('text/csv');
				res.send(resultsCsv(wantedRows(answer.value, query), answer.value.course.race));
				return undefined;
			}
		}),
		endpoint({
			method: 'get',
			path: `${RACE}/honours`,
			summary: 'Award winners and teams',
			description:
				'Of the state that the results show, or of one publication. Runners in no list leave a gap; the public sees a team only when every member who scores is shown by name.',
			tag: 'Results',
			verb: 'see-public',
			query: HonoursQuerySchema,
			answers: { 200: { description: 'Award categories and team lists', schema: HonoursSchema } },
			reasons: ['event-unknown', 'race-unknown', 'publication-unknown'],
			handle: ({ caller, params, query }) =>
				honours(app, caller, { event: params.slug, race: params.race, version: query.version })
		}),
		endpoint({
			method: 'post',
			path: `${RACE}/publications`,
			summary: 'Publish results',
			description:
				'Makes an immutable, numbered version. `official` is refused while runners are neither seen to the finish nor ruled, unless `ruleRemaining` rules them DNS and DNF.',
			tag: 'Results',
			verb: 'publish',
			body: PublicationRequestSchema,
			answers: { 201: { description: 'The publication', schema: PublicationSchema } },
			reasons: ['event-unknown', 'race-unknown', 'forbidden', 'unruled-participants', 'edited-since'],
			handle: async ({ caller, params, body, res }) => {
				const made = await publish(app, caller, { event: params.slug, race: params.race, ...body });
				if (made.ok) res.status(201);
				return made;
			}
		}),
		endpoint({
			method: 'get',
			path: `${RACE}/publications`,
			summary: 'List the publications of a race, the latest first',
			tag: 'Results',
			verb: 'see-public',
			answers: { 200: { description: 'Without their rows', schema: PublicationsSchema } },
			reasons: ['event-unknown', 'race-unknown'],
			handle: ({ caller, params }) => listPublications(app, caller, { event: params.slug, race: params.race })
		}),
		endpoint({
			method: 'get',
			path: `${RACE}/publications/:number`,
			summary: 'Read one publication',
			description: 'Times and places as published, names as visible today.',
			tag: 'Results',
			verb: 'see-public',
			query: ResultsQuerySchema,
			answers: { 200: { description: 'A page of the list', schema: PublicationPageSchema }, ...UNCHANGED },
			reasons: ['event-unknown', 'race-unknown', 'publication-unknown'],
			handle: async ({ caller, params, query, req, res }) => {
				const number = numberOf(params.number);
				if (!number.ok) return number;
				const input = { event: params.slug, race: params.race, number: number.value, query };
				const answer = await publication(app, caller, input);
				if (!answer.ok) return answer;
				cached(res, answer.value);
				if (answeredUnchanged(req, res, answer.value.etag)) return undefined;
				return ok({ ...resultsPage(answer.value, query), publication: answer.value.brief });
			}
		}),
		endpoint({
			method: 'get',
			path: `${RACE}/publications/:number/derivation`,
			summary: 'Derive a publication again from the facts that it saw',
			description: 'The same digest says that nothing was lost, added or changed since.',
			tag: 'Results',
			verb: 'publish',
			answers: { 200: { description: 'Both digests', schema: DerivationSchema } },
			reasons: ['event-unknown', 'race-unknown', 'publication-unknown', 'forbidden'],
			handle: async ({ caller, params }) => {
				const number = numberOf(params.number);
				if (!number.ok) return number;
				return derivedAgain(app, caller, { event: params.slug, race: params.race, number: number.value });
			}
		}),
		endpoint({
			method: 'get',
			path: `${RACE}/publications/:number/changes`,
			summary: 'What changed since another publication, in words',
			description: '`since` is the other’s number; by default the one before.',
			tag: 'Results',
			verb: 'see-public',
			query: z.strictObject({ since: NumberSchema.optional() }),
			answers: { 200: { description: 'A line for each runner', schema: PublicationDifferenceSchema } },
			reasons: ['event-unknown', 'race-unknown', 'publication-unknown'],
			handle: async ({ caller, params, query }) => {
				const to = numberOf(params.number);
				if (!to.ok) return to;
				const from = query.since ?? to.value - 1;
				return publicationDifference(app, caller, {
					event: params.slug,
					race: params.race,
					from,
					to: to.value
				});
			}
		})
	]);

function cached(res: Response, { audience }: ResultsAnswer): void {
	setCaching(res, { shared: audience === 'public' });
}

function numberOf(text: string): Result<number, Refusal> {
	const number = NumberSchema.safeParse(text);
	return number.success
		? ok(number.data)
		: {
				ok: false,
				error: { reason: 'publication-unknown', message: `"${text}" is no publication’s number` }
			};
}
