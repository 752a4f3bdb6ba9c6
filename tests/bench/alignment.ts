/**
 * Taps matched with chute reads on 20 simulated finishes of known truth, beside plain position (the k-th tap is the k-th
 * bib), and how long a proposal takes.
 */
import {
	ALL_KNOWING,
	type Errors,
	markFigures,
	markFrontier,
	type Method,
	noAnchors,
	oneAnchorIn20,
	runTrial,
	tokens,
	type Trial
} from './alignmentFigures.ts';
import { type FinishSetting, REQUIRED_SETTING } from './alignmentSimulation.ts';
import { quantile } from './figures.ts';

export async function benchAlignment(): Promise<void> {
	console.log(
		'  500 finishers, 60 a minute at the peak, walk 15 ± 3 s, 0.8 s a bib; 1 % each of missed taps, double taps,'
	);
	console.log(
		'  swapped neighbours and unread bibs; 20 seeds. Error of the time given to each bib read, in seconds:'
	);
	trial('no anchors', noAnchors, 'aims 0.7 · 4 · 15');
	trial('one full scan or sync mark in 20', oneAnchorIn20, 'aims 0.15 · 2.5');
	trial('no anchors, taps ± 0.1 s', noAnchors, 'no aim', { ...REQUIRED_SETTING, tapJitterMs: 100 });
	trial('no anchors, nobody swaps', noAnchors, 'no aim', { ...REQUIRED_SETTING, swaps: 0 });
	trial('two chute lanes behind one line', noAnchors, 'no aim', { ...REQUIRED_SETTING, lanes: 2 });
	console.log('  What marking can reach at best, by someone who knows how these runners walk:');
	frontier('no anchors', noAnchors);
	frontier('one full scan or sync mark in 20', oneAnchorIn20);
	console.log('  With finish tokens, share of the finishers tapped who get their own tap (aim 99 %):');
	const known = runTrial(tokens(Infinity), { costs: ALL_KNOWING }).ownTap;
	console.log(
		`    number never noted at the line, by someone who knows how these runners walk: ${percent(known)}`
	);
	for (const every of [Infinity, 10, 5, 3, 1]) {
		const { ownTap, errors } = runTrial(tokens(every));
		const check =
			every === Infinity ? 'never noted at the line' : `noted at the line at every tap of ${every}`;
		console.log(`    number ${check}: ${percent(ownTap)}; p95 ${seconds(errors.p95Ms)}`);
	}
}

function frontier(name: string, method: Method): void {
	const { perOffAt99, foundAtTwice } = markFrontier(runTrial(method, { costs: ALL_KNOWING }).bibs);
	console.log(
		`    ${name}: 99 % of those off with ${perOffAt99.toFixed(2)} bibs for each; 2 bibs for each find ${percent(foundAtTwice)}`
	);
}

function trial(name: string, method: Method, aims: string, setting: FinishSetting = REQUIRED_SETTING): void {
	const result = runTrial(method, { setting, now: () => performance.now() });
	console.log(`  ${name}: ${written(result.errors)} (${aims}); plain position ${written(result.plain)}`);
	console.log(
		`    marked at all: ${marks(result, ['slight', 'strong'])}; strongly: ${marks(result, ['strong'])}; ` +
			`within the stated uncertainty ${percent(share(result))}; ${Math.round(quantile(result.durationsMs, 0.5))} ms a proposal`
	);
}

const written = ({ medianMs, p95Ms, maxMs, offShare }: Errors): string =>
	`median ${seconds(medianMs)} · p95 ${seconds(p95Ms)} · max ${seconds(maxMs)}, off by more than 1 s ${percent(offShare)}`;

function marks({ bibs }: Trial, grades: ('slight' | 'strong')[]): string {
	const { found, perOff } = markFigures(bibs, grades);
	return `${percent(found)} of those off, ${perOff.toFixed(2)} bibs for each`;
}

const share = ({ bibs }: Trial): number =>
	bibs.filter(({ withinStated }) => withinStated).length / bibs.length;
const seconds = (ms: number): string => (ms / 1_000).toFixed(2);
const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;
