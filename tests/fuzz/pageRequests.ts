/** Requests for the pages themselves: every route with every method, existing and odd parameters, odd queries and headers. */
import { callerHeaders, type CallerKind } from './callers.ts';
import { LOCALES } from './crawl.ts';
import { diceOf, type Dice } from './dice.ts';
import { oddHeaders, oddPart } from './oddness.ts';
import { addressIn, inLocale, type PageRoute } from './pageRoutes.ts';
import type { Cell } from './plan.ts';
import { OTHER, SPARE, type World } from './world.ts';

const QUERIES = [
	'q',
	'race',
	'page',
	'by',
	'sex',
	'division',
	'version',
	'since',
	'new',
	'link-unknown',
	'line',
	'count'
];

/** @throws Error for a route with a parameter that the world has no values for, whatever the dice will say */
export function pageCells(world: World, routes: PageRoute[]): Cell[] {
	for (const route of routes) for (const param of route.params) existing(world, route, param, diceOf(0));
	return routes.flatMap((route) =>
		['GET', 'HEAD', 'OPTIONS', 'PUT'].map((method): Cell => ({
			route: `${method} ${route.id}`,
			weight: method === 'GET' ? 2 : method === 'HEAD' ? 0.5 : 0.3,
			make: (dice) => {
				const real = dice.chance(0.8);
				const odd = dice.chance(0.4);
				const caller = callerFor(route, dice);
				const bare = addressIn(route.id, (param) =>
					real ? existing(world, route, param, dice) : oddPart(dice)
				);
				const query = dice.chance(0.4) ? queryOf(odd, dice) : '';
				const address = inLocale(bare, dice.pick(LOCALES)) + (odd && dice.chance(0.1) ? '/__data.json' : '');
				return {
					route: `${method} ${route.id}`,
					method,
					path: address + query,
					caller,
					headers: {
						...callerHeaders(world, caller, dice),
						...(odd && dice.chance(0.4) ? oddHeaders(dice) : {})
					},
					known: real
				};
			}
		}))
	);
}

const callerFor = ({ id }: PageRoute, dice: Dice): CallerKind =>
	dice.weighted<CallerKind>([
		[id.startsWith('/organise') ? 10 : 50, 'nobody'],
		[id.startsWith('/me') ? 60 : 8, 'runner'],
		[id.startsWith('/organise') ? 60 : 8, 'organiser'],
		[2, 'garbage'],
		[2, 'owner']
	]);

/** Parameters of pages whose names mean something else in the API. */
const ID_OF: Record<string, string> = { code: 'bibCode', id: 'participantId', name: 'backup' };

function existing({ ids }: World, { id }: PageRoute, param: string, dice: Dice): string {
	if (param === 'letter') return dice.pick(['b', 'B']);
	if (param === 'event' && dice.chance(0.3)) return dice.pick([OTHER, 'practice', 'chisinau-2018', ...SPARE]);
	const known = ids[ID_OF[param] ?? param];
	if (!known?.length) throw new Error(`no values for [${param}] of ${id}`);
	return encodeURIComponent(dice.pick(known));
}

function queryOf(odd: boolean, dice: Dice): string {
	const names = Array.from({ length: 1 + dice.below(3) }, () => dice.pick(QUERIES));
	const parts = names.map(
		(name) =>
			`${name}=${odd && dice.chance(0.6) ? oddPart(dice) : dice.pick(['1', '2', '5k', 'net', 'F', 'run', ''])}`
	);
	return `?${parts.join('&')}`;
}
