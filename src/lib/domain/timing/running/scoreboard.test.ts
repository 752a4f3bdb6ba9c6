import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { deriveResults } from './derive.ts';
import type { Passing } from '#lib/domain/timing/facts/passing.ts';
import type { RaceResults } from '#lib/domain/timing/facts/result.ts';
import type { Ruling } from '#lib/domain/timing/facts/ruling.ts';
import { Scoreboard } from './scoreboard.ts';
import { participant, race, scan } from '../../../../../tests/support/timingBuilders.ts';
import { histories, type History, rearranged } from '../../../../../tests/support/timingHistories.ts';

vi.setConfig({ testTimeout: 180_000 });

const whole = ({ results, statuses }: RaceResults) => ({
	results,
	statuses: [...statuses].sort(([a], [b]) => (a < b ? -1 : 1))
});

type Step = { passing: Passing } | { ruling: Ruling } | { proposed: string };

const arrivals = histories.chain((history) => {
	const steps: Step[] = [
		...history.passings.map((passing) => ({ passing })),
		...history.rulings.map((ruling) => ({ ruling })),
		...[...history.proposedTimes.keys()].map((proposed) => ({ proposed }))
	];
	return fc.record({
		history: fc.constant(history),
		steps: fc.shuffledSubarray(steps, { minLength: steps.length }),
		/** How many of the steps are known when the board is made; the rest comes one by one. */
		known: fc.nat({ max: steps.length })
	});
});

class Arrived {
	readonly passings: Passing[] = [];
	readonly rulings: Ruling[] = [];
	proposedTimes: History['proposedTimes'] = new Map();
}

function arrive(arrived: Arrived, { history, step }: { history: History; step: Step }): void {
	if ('passing' in step) arrived.passings.push(step.passing);
	else if ('ruling' in step) arrived.rulings.push(step.ruling);
	else {
		const time = history.proposedTimes.get(step.proposed);
		arrived.proposedTimes = new Map([
			...arrived.proposedTimes,
			...(time ? [[step.proposed, time] as const] : [])
		]);
	}
}

test('after every step of a history the board equals the full derivation of what has arrived', () => {
	fc.assert(
		fc.property(arrivals, ({ history, steps, known }) => {
			const arrived = new Arrived();
			for (const step of steps.slice(0, known)) arrive(arrived, { history, step });
			const board = new Scoreboard({ ...history, ...arrived });
			for (const step of steps.slice(known)) {
				arrive(arrived, { history, step });
				if ('passing' in step) board.applyPassing(step.passing);
				else if ('ruling' in step) board.applyRuling(step.ruling);
				else board.proposeTimes(arrived.proposedTimes);
				expect(whole(board.snapshot())).toEqual(whole(deriveResults({ ...history, ...arrived })));
			}
		}),
		{ numRuns: 1_000 }
	);
});

test('however the facts are ordered, repeated and split into batches, the board ends the same', () => {
	const batched = histories.chain((history) =>
		fc.record({
			history: fc.constant(history),
			passings: rearranged(history.passings),
			rulings: rearranged(history.rulings),
			/** Sizes of the batches, passings and rulings in turn; what is left over comes last. */
			sizes: fc.array(fc.nat({ max: 12 }), { maxLength: 10 })
		})
	);
	fc.assert(
		fc.property(batched, ({ history, passings, rulings, sizes }) => {
			const board = new Scoreboard({ ...history, passings: [], rulings: [] });
			const left = { passings: [...passings], rulings: [...rulings] };
			for (const [turn, size] of [...sizes, Infinity, Infinity].entries()) {
				if (turn % 2 === 0) for (const passing of left.passings.splice(0, size)) board.applyPassing(passing);
				else for (const ruling of left.rulings.splice(0, size)) board.applyRuling(ruling);
			}
			expect(whole(board.snapshot())).toEqual(whole(deriveResults(history)));
		}),
		{ numRuns: 1_000 }
	);
});

test('a repeated passing or ruling changes nothing and judges nobody', () => {
	fc.assert(
		fc.property(histories, (history) => {
			const board = new Scoreboard(history);
			const before = whole(board.snapshot());
			for (const passing of history.passings) expect(board.applyPassing(passing)).toEqual([]);
			for (const ruling of history.rulings) expect(board.applyRuling(ruling)).toEqual([]);
			expect(whole(board.snapshot())).toEqual(before);
		}),
		{ numRuns: 1_000 }
	);
});

test('one more finish moves the places of those behind, and judges that runner only', () => {
	const participants = ['1', '2', '3'].map((bib) => participant(bib));
	const passings = [scan('2', 'finish', '20:00'), scan('3', 'finish', '21:00')];
	const board = new Scoreboard({ race: race(), participants, passings, rulings: [] });
	expect(board.applyPassing(scan('1', 'finish', '19:00'))).toEqual(['p1']);
	expect(board.page({ from: 0, count: 2 }).map(({ participantId, place }) => [participantId, place])).toEqual(
		[
			['p1', 1],
			['p2', 2]
		]
	);
	expect(board.resultOf('p3')?.place).toBe(3);
	expect(board.resultOf('nobody')).toBeNull();
});
