import type { Request, Response } from 'express';
import { baseLocale, locales, type Locale } from '#lib/paraglide/runtime.js';
import { AnomaliesSchema, ExplanationSchema, LanguageQuerySchema } from '#lib/schemas/explanation.ts';
import type { App } from '#lib/server/app.ts';
import { endpoint } from '#lib/server/api/http/endpoint.ts';
import { describedRouter, type DescribedRouter } from '#lib/server/api/http/router.ts';

const RACE = '/events/:slug/races/:race';

/** Loaded when first asked: it brings every sentence in every language, which cost each start 0.05 s. */
const service = () => import('#lib/server/results/explanation.ts');

export const explanationRoutes = (app: App): DescribedRouter =>
	describedRouter([
		endpoint({
			method: 'get',
			path: `${RACE}/results/:bib/explanation`,
			summary: 'How a result came about',
			description:
				'Every passing of the participant with its status and reason, and every ruling. With an organiser’s key, or the secret of the runner’s own link as bearer.',
			tag: 'Results',
			verb: 'see-explanation',
			query: LanguageQuerySchema,
			answers: { 200: { description: 'The explanation', schema: ExplanationSchema } },
			reasons: ['event-unknown', 'race-unknown', 'participant-unknown', 'forbidden'],
			handle: async ({ caller, params, query, req, res }) => {
				const locale = languageOf(query.lang, { req, res });
				const { explanation } = await service();
				return explanation(app, caller, {
					event: params.slug,
					race: params.race,
					bib: params.bib,
					locale
				});
			}
		}),
		endpoint({
			method: 'get',
			path: `${RACE}/anomalies`,
			summary: 'What to look at before publishing',
			tag: 'Results',
			verb: 'see-participants',
			query: LanguageQuerySchema,
			answers: { 200: { description: 'The most urgent first', schema: AnomaliesSchema } },
			reasons: ['event-unknown', 'race-unknown', 'forbidden'],
			handle: async ({ caller, params, query, req, res }) => {
				const locale = languageOf(query.lang, { req, res });
				const { anomalies } = await service();
				return anomalies(app, caller, { event: params.slug, race: params.race, locale });
			}
		})
	]);

function languageOf(wanted: Locale | undefined, { req, res }: { req: Request; res: Response }): Locale {
	const accepted = req.acceptsLanguages(...locales);
	const language = wanted ?? locales.find((known) => known === accepted) ?? baseLocale;
	res.set('Content-Language', language).vary('Accept-Language');
	return language;
}
