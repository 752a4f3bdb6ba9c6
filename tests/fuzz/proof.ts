/** Before a run says that nothing broke, it must find what is broken: a route that fails on one odd value. */
import type { OpenApiDocument } from '#lib/server/api/openapi.ts';
import { apiCells } from './apiRequests.ts';
import { Judge } from './judge.ts';
import { planOf } from './plan.ts';
import { sendPart } from './sending.ts';
import type { Stage } from './stage.ts';

const TRIES = 300;

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
	const plan = planOf([post], TRIES, seed);
	await sendPart({ client, judge, plan }, 0, TRIES);
	return judge.findings.map(({ kind }) => kind).join() === 'POST /api/v1/planted → 500';
}
