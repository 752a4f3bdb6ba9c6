/** What must hold after a run, put against what was seen. */
import type { HealthSample } from './healthLoop.ts';
import { medianOf, worstOf } from './healthLoop.ts';
import type { Holdings } from './inspector.ts';
import type { Judge } from './judge.ts';
import { LEAST_EACH, WHOLE_RUN } from './plan.ts';
import type { Rules } from './rules.ts';
import { underWay, type Flight } from './sending.ts';

const REACHED = 0.7;
const KNOWN = 0.5;
const SLOWER = 10;
const GROWTH = 1.1;

export interface Seen {
	judge: Judge;
	flights: Flight[];
	health: { idle: HealthSample[]; busy: HealthSample[] };
	holdings: { before: Holdings; third: Holdings; end: Holdings };
}

export function judgeRun(rules: Rules, { judge, flights, health, holdings }: Seen): void {
	const { routes, findings, sent, known } = judge;
	for (const { route, sent: ofRoute, reached, statuses } of routes) {
		const shown = [...statuses]
			.sort(([, a], [, b]) => b - a)
			.map(([status, times]) => `${status} × ${times}`);
		console.log(
			`${percent(reached / ofRoute).padStart(5)} of ${String(ofRoute).padStart(5)}  ${route}: ${shown.join(', ')}`
		);
	}
	rules.check(
		'no request is answered with a fault of the server, nor left without an answer',
		findings.length === 0,
		findings.map(({ kind, times, example }) => `${kind} (${times} times)\n        ${example}`)
	);
	if (sent >= WHOLE_RUN) judgeCover(rules, judge, { sent, known });
	judgeHealth(rules, flights, health);
	if (sent >= WHOLE_RUN) judgeHoldings(rules, holdings);
}

function judgeCover(rules: Rules, { routes }: Judge, { sent, known }: { sent: number; known: number }): void {
	const reached = routes.reduce((sum, route) => sum + route.reached, 0);
	rules.check(`at least ${percent(REACHED)} of the requests reach a handler`, reached >= REACHED * sent, [
		`${percent(reached / sent)} of ${sent}`
	]);
	rules.check('at least half of the requests name ids and tokens that exist', known >= KNOWN * sent, [
		`${percent(known / sent)} of ${sent}`
	]);
	const few = routes.filter((route) => route.sent < LEAST_EACH);
	rules.check(
		`each of ${routes.length} routes × methods is asked at least ${LEAST_EACH} times`,
		few.length === 0,
		few.map((route) => `${route.route}: ${route.sent}`)
	);
}

function judgeHealth(rules: Rules, flights: Flight[], { idle, busy }: Seen['health']): void {
	const [rest, load, worst] = [medianOf(idle), medianOf(busy), worstOf(busy)];
	rules.check(`/healthz takes at most ${SLOWER} times as long as on the idle server`, load <= SLOWER * rest, [
		`median ${load.toFixed(2)} ms (${busy.length} calls), idle ${rest.toFixed(2)} ms (${idle.length}): ${(load / rest).toFixed(1)} times`,
		`worst ${worst.tookMs.toFixed(0)} ms, while under way: ${underWay(flights, worst).join(' | ')}`
	]);
}

function judgeHoldings(rules: Rules, { before, third, end }: Seen['holdings']): void {
	for (const what of ['heap', 'sockets', 'timers'] as const) {
		const shown = (held: Holdings): string =>
			what === 'heap' ? `${(held.heap / 1e6).toFixed(1)} MB` : String(held[what]);
		rules.check(
			`${what}: after all requests at most a tenth more than after the first third`,
			end[what] <= GROWTH * third[what],
			[`${shown(before)} before, ${shown(third)} after the first third, ${shown(end)} after all`]
		);
	}
	rules.check('streams whose visitors left are closed', end.sockets <= before.sockets, [
		`${before.sockets} sockets before, ${end.sockets} after`
	]);
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
