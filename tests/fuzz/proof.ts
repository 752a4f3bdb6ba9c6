/** Before a run says that nothing broke, it must find what is broken: a route that fails on one odd value. */
import type { OpenApiDocument } from '#lib/server/api/openapi/openapi.ts';
import { apiCells } from './apiRequests.ts';
import { Judge } from './judge.ts';
import { planOf } from './plan.ts';
import { sendPart } from './sending.ts';
import type { Stage } from './stage.ts';

/** One in a few hundred hits; so many never all miss. */
const MOST_TRIES = 10_000;
const AT_A_TIME = 250;

/** See plantedFault.js, which serves it. */
const planted: OpenApiDocument['paths'] = {
	'/planted': {
		post: {
			security: [{}],
			parameters: [],
			requestBody: {
				content: {
					'application/json': {
						schema: {
							type: 'object',
							properties: { name: { type: 'string' }, club: { type: 'string' } },
							required: ['name']
						}
					}
				}
			}
		}
	}
};

/** True when the planted fault, and nothing else of that route, was found. */
export async function findsPlantedFault(
	{ world, client, description }: Stage,
	seed: number
): Promise<boolean> {
	const judge = new Judge({ tells: false });
	const [post] = apiCells(world, { ...description, paths: planted });
	if (!post) return false;
	const plan = planOf([post], MOST_TRIES, seed);
	for (let from = 0; from < MOST_TRIES && judge.findings.length === 0; from += AT_A_TIME)
		await sendPart({ client, judge, plan }, from, from + AT_A_TIME);
	return judge.findings.map(({ kind }) => kind).join() === 'POST /api/v1/planted → 500';
}
