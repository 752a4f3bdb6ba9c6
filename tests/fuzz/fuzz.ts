/** A whole run against a server that stands ready: proves that it finds faults, collects the forms, sends, judges. */
import { apiCells } from './apiRequests.ts';
import type { Client, Prepared } from './client.ts';
import type { FoundForm } from './crawl.ts';
import { findForms } from './findForms.ts';
import { formRequest } from './formRequests.ts';
import { watchHealth } from './healthLoop.ts';
import { exampleOf, Judge } from './judge.ts';
import { pageCells } from './pageRequests.ts';
import { pageRoutes } from './pageRoutes.ts';
import { planOf, type Cell } from './plan.ts';
import { findsPlantedFault } from './proof.ts';
import type { Rules } from './rules.ts';
import { sendPart } from './sending.ts';
import type { Stage } from './stage.ts';
import { judgeRun } from './verdict.ts';
import { EVENT } from './world.ts';

/** Spectators of each kind, see `openStreams`. */
const STREAMS = 30;
/** How often /healthz is asked while nothing else goes on. */
const AT_REST = 400;

const formCells = ({ world }: Stage, forms: FoundForm[]): Cell[] => {
	const byRoute = new Map<string, FoundForm[]>();
	for (const form of forms) {
		const route = `${form.method.toUpperCase()} ${form.id}`;
		byRoute.set(route, [...(byRoute.get(route) ?? []), form]);
	}
	return [...byRoute].map(([route, ofRoute]) => ({
		route,
		weight: 2.5,
		make: (dice) => formRequest(world, dice.pick(ofRoute), dice)
	}));
};

/** One run of `total` requests, or only the request number `only` of it. */
export async function fuzz(
	stage: Stage,
	rules: Rules,
	{ seed, total, only }: { seed: number; total: number; only: number | null }
): Promise<void> {
	const { world, client, server, description } = stage;
	const idle = await watchHealth(server.url, AT_REST, () => Promise.resolve());
	rules.check('a planted fault is found', await findsPlantedFault(stage, seed));
	const { forms } = await findForms(stage);
	const cells = [
		...apiCells(world, description),
		...pageCells(world, pageRoutes()),
		...formCells(stage, forms)
	];
	const plan = planOf(cells, total, seed);
	console.log(`seed ${seed}: ${plan.length} requests to ${cells.length} routes; ${forms.length} forms found`);
	if (only !== null) {
		const request = await plan.at(only);
		const { status, lost, text } = await client.ask(request);
		return console.log(exampleOf(request), '\n→', lost ?? status, text);
	}

	const judge = new Judge();
	const before = await stage.holdings();
	const third = Math.floor(plan.length / 3);
	const part = (from: number, to: number) =>
		watchHealth(server.url, 0, async () => {
			await openStreams(client);
			return sendPart({ client, judge, plan }, from, to);
		});
	const first = await part(0, third);
	const afterThird = await stage.holdings();
	const rest = await part(third, plan.length);
	const end = await stage.holdings();
	judgeRun(rules, {
		judge,
		flights: [...first.value, ...rest.value],
		health: { idle: idle.samples, busy: [...first.samples, ...rest.samples] },
		holdings: { before, third: afterThird, end }
	});
}

/** Spectators who stay until the connections are cut, and as many who leave while the stream opens. */
async function openStreams(client: Client): Promise<void> {
	const live: Prepared = {
		route: 'live',
		method: 'GET',
		path: `/api/v1/events/${EVENT}/races/5k/live`,
		caller: 'nobody',
		headers: {},
		known: true
	};
	const stay = await Promise.all(Array.from({ length: STREAMS }, () => client.listen(live)));
	await Promise.all(Array.from({ length: STREAMS }, () => client.leave(live)));
	if (stay.some((status) => status !== 200)) throw new Error(`live streams were answered ${stay.join()}`);
}
