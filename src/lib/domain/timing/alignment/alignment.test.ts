/** The figures that the matching is held to, on 20 simulated finishes of known truth (tests/bench/alignment.ts prints them). */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import {
	markFigures,
	noAnchors,
	oneAnchorIn20,
	runTrial,
	tokens,
	type Trial
} from '../../../../../tests/bench/alignmentFigures.ts';
import { REQUIRED_SETTING } from '../../../../../tests/bench/alignmentSimulation.ts';

// Each trial matches 20 races; a machine that does other things as well takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const within = (trial: Trial): number =>
	trial.bibs.filter(({ withinStated }) => withinStated).length / trial.bibs.length;

describe('without anchors', () => {
	let trial: Trial;
	beforeAll(() => {
		trial = runTrial(noAnchors);
	});

	test('the time given to a read bib errs by 0.7 s in the median, 4 s at the 95th percentile, 15 s at most', () => {
		expect(trial.errors.medianMs).toBeLessThanOrEqual(700);
		expect(trial.errors.p95Ms).toBeLessThanOrEqual(4_000);
		expect(trial.errors.maxMs).toBeLessThanOrEqual(15_000);
	});

	test('plain position errs by more than ten times as much', () => {
		expect(trial.plain.p95Ms).toBeGreaterThan(10 * trial.errors.p95Ms);
	});

	test('99 % of the bibs off by more than 1 s lie in a marked stretch', () => {
		expect(markFigures(trial.bibs, ['slight', 'strong']).found).toBeGreaterThanOrEqual(0.99);
	});

	test('strongly marked stretches hold at most twice as many bibs as are off, and two thirds of those', () => {
		const { found, perOff } = markFigures(trial.bibs, ['strong']);
		expect(perOff).toBeLessThanOrEqual(2);
		expect(found).toBeGreaterThanOrEqual(2 / 3);
	});

	test('95 % of the times are right within the stated uncertainty', () => {
		expect(within(trial)).toBeGreaterThanOrEqual(0.95);
	});
});

describe('with one full scan or sync mark in 20', () => {
	let trial: Trial;
	beforeAll(() => {
		trial = runTrial(oneAnchorIn20);
	});

	test('the time given to a read bib errs by 0.15 s in the median and 2.5 s at the 95th percentile', () => {
		expect(trial.errors.medianMs).toBeLessThanOrEqual(150);
		expect(trial.errors.p95Ms).toBeLessThanOrEqual(2_500);
	});

	test('99 % of the bibs off by more than 1 s lie in a marked stretch', () => {
		expect(markFigures(trial.bibs, ['slight', 'strong']).found).toBeGreaterThanOrEqual(0.99);
	});

	test('strongly marked stretches hold at most twice as many bibs as are off, and half of those', () => {
		const { found, perOff } = markFigures(trial.bibs, ['strong']);
		expect(perOff).toBeLessThanOrEqual(2);
		expect(found).toBeGreaterThanOrEqual(0.5);
	});

	test('95 % of the times are right within the stated uncertainty', () => {
		expect(within(trial)).toBeGreaterThanOrEqual(0.95);
	});
});

describe('with finish tokens', () => {
	test('99 % of the finishers get their own tap when every third number is noted at the line', () => {
		expect(runTrial(tokens(3)).ownTap).toBeGreaterThanOrEqual(0.99);
	});

	test('without a number noted at the line three quarters do, and fewer err than without tokens', () => {
		const never = runTrial(tokens(Infinity));
		const without = runTrial(noAnchors);
		expect(never.ownTap).toBeGreaterThanOrEqual(0.75);
		expect(never.errors.offShare).toBeLessThan(without.errors.offShare);
	});
});

describe('under other conditions than the model was made for', () => {
	test('taps that are 0.1 s early or late keep the figures without anchors', () => {
		const trial = runTrial(noAnchors, { setting: { ...REQUIRED_SETTING, tapJitterMs: 100 } });
		expect(trial.errors.medianMs).toBeLessThanOrEqual(700);
		expect(trial.errors.p95Ms).toBeLessThanOrEqual(4_000);
		expect(within(trial)).toBeGreaterThanOrEqual(0.95);
	});

	test('two chute lanes behind one line state the uncertainty that they have', () => {
		const trial = runTrial(noAnchors, { setting: { ...REQUIRED_SETTING, lanes: 2 } });
		expect(within(trial)).toBeGreaterThanOrEqual(0.95);
	});

	test('a chute far away that reads faster is learned from the race', () => {
		const setting = {
			...REQUIRED_SETTING,
			walkMeanMs: 40_000,
			walkSdMs: 5_000,
			serviceMs: 600,
			peakPerMinute: 40
		};
		expect(runTrial(noAnchors, { setting }).errors.medianMs).toBeLessThanOrEqual(700);
	});
});
