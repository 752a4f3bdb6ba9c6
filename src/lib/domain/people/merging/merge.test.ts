import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bibIndex } from '#lib/domain/bibs/bibIndex.ts';
import { aboutKept } from '#lib/domain/timing/rulings/aboutKept.ts';
import { deriveResults } from '#lib/domain/timing/running/derive.ts';
import type { Ruling } from '#lib/domain/timing/facts/ruling.ts';
import { histories, rearranged } from '../../../../../tests/support/timingHistories.ts';
import { decideMerge, type MergedEntry, type MergedSide } from './merge.ts';

const side = (given: Partial<MergedSide> = {}): MergedSide => ({
	id: 'a',
	createdAtMs: 1000,
	bib: '10',
	visibility: 'bib',
	alias: null,
	...given
});

test('the earlier entry stays, whichever is named first; of one list that with the lower bib', () => {
	const [early, late] = [side({ bib: '20' }), side({ id: 'b', createdAtMs: 2000, bib: '3' })];
	expect(decideMerge(late, early)).toMatchObject({ kept: early, other: late });
	expect(decideMerge(early, late)).toMatchObject({ kept: early, other: late });
	const [nine, ten, none] = [side({ id: 'c', bib: '9' }), side(), side({ id: 'd', bib: null })];
	expect(decideMerge(ten, nine).kept).toBe(nine);
	expect(decideMerge(none, ten).kept).toBe(ten);
});

test.each([
	['name', 'name', 'name'],
	['name', 'bib', 'bib'],
	['alias', 'name', 'alias'],
	['bib', 'alias', 'bib'],
	['hidden', 'name', 'hidden'],
	['bib', 'hidden', 'hidden']
] as const)('of "%s" and "%s" the person is shown as "%s"', (kept, other, visibility) => {
	const two = [
		side({ visibility: kept, alias: 'Fox' }),
		side({ id: 'b', createdAtMs: 2000, visibility: other })
	] as const;
	expect(decideMerge(...two).visibility).toBe(visibility);
});

test('who would be shown by an alias and has none is shown by bib', () => {
	const other = side({ id: 'b', createdAtMs: 2000, visibility: 'alias', alias: 'Fox' });
	expect(decideMerge(side({ visibility: 'name' }), other).visibility).toBe('bib');
});

const KEPT = 'p1';
const MERGED: MergedEntry[] = [{ id: 'twin', keptId: KEPT, bib: '901', code: null }];

/** The same ruling, written about the other entry. */
const ofTwin = (ruling: Ruling): Ruling =>
	JSON.parse(JSON.stringify(ruling).replaceAll(`"${KEPT}"`, '"twin"')) as Ruling;

test('a race in which a runner is read and ruled on by either entry gives the result of the kept entry alone', () => {
	const twice = histories.chain((history) =>
		fc.record({
			history: fc.constant(history),
			passings: rearranged(history.passings),
			twins: fc.array(fc.boolean(), { minLength: 60, maxLength: 60 })
		})
	);
	fc.assert(
		fc.property(twice, ({ history, passings, twins }) => {
			const { race, participants, rulings, proposedTimes } = history;
			// The reads of a history hold their owner's id.
			const owners = participants.map(({ id }) => ({ participantId: id, bib: id, code: null }));
			const merged = MERGED.map(({ keptId, bib, code }) => ({ participantId: keptId, bib, code }));
			const whose = bibIndex([...owners, ...merged]);
			const read = passings.map((passing, n) => {
				const by = passing.read === KEPT && twins[n % twins.length] ? { ...passing, read: '901' } : passing;
				return { ...by, participantId: whose('bib', by.read) };
			});
			const written = rulings.map((ruling, n) => ({
				ruling: twins[n % twins.length] ? ofTwin(ruling) : ruling
			}));
			const about = aboutKept(written, MERGED).map(({ ruling }) => ruling);
			const one = passings.map((passing) => ({
				...passing,
				participantId: whose('bib', passing.read)
			}));
			const race1 = { race, participants, proposedTimes };
			const [either, alone] = [
				deriveResults({ ...race1, passings: read, rulings: about }),
				deriveResults({ ...race1, passings: one, rulings })
			];
			expect(either.results).toEqual(alone.results);
			expect(either.statuses).toEqual(alone.statuses);
		}),
		{ numRuns: 300 }
	);
});
