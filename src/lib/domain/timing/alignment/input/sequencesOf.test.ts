import { describe, expect, test } from 'vitest';
import { NO_BIB, type Passing } from '#lib/domain/timing/facts/passing.ts';
import type { Ruling } from '#lib/domain/timing/facts/ruling.ts';
import { proposeMatches } from '#lib/domain/timing/alignment/proposeMatches.ts';
import { GUN, ruling } from '../../../../../../tests/support/timingBuilders.ts';
import { sequencesOf } from './sequencesOf.ts';

const passing = (id: string, given: Partial<Passing> & Pick<Passing, 'kind' | 'atMs'>): Passing => ({
	id,
	device: given.kind === 'chute' ? 'chute-a' : 'finish-a',
	seq: 1,
	checkpoint: 'finish',
	participantId: null,
	read: null,
	offsetMs: 0,
	uncertaintyMs: 20,
	resolutionMs: 1,
	receivedMs: given.atMs,
	assigned: true,
	...given
});
const tap = (id: string, atS: number, given: Partial<Passing> = {}): Passing =>
	passing(id, { kind: 'tap', atMs: GUN + atS * 1_000, ...given });
const chute = (id: string, atS: number, given: Partial<Passing> = {}): Passing =>
	passing(id, { kind: 'chute', atMs: GUN + atS * 1_000, participantId: `p-${id}`, read: id, ...given });

const taps = [tap('t1', 1200), tap('t2', 1210), tap('t3', 1220)];
const reads = [chute('r1', 1215), chute('r2', 1225), chute('r3', 1235)];
const of = (passings: Passing[], rulings: Ruling[] = []) =>
	sequencesOf({ passings, rulings, checkpoint: 'finish' });

describe('what is matched', () => {
	test('taps and chute reads of the checkpoint, at their corrected times, once each', () => {
		const elsewhere = tap('other', 1205, { checkpoint: 'half' });
		const { taps: got, chuteReads } = of([
			...reads,
			...taps,
			...taps,
			elsewhere,
			tap('t0', 1100, { offsetMs: -250 })
		]);
		expect(got.map(({ id }) => id)).toEqual(['t0', 't1', 't2', 't3']);
		expect(got[0]?.atMs).toBe(GUN + 1_099_750);
		expect(chuteReads.map(({ id }) => id)).toEqual(['r1', 'r2', 'r3']);
	});

	test('a voided passing is out, a reinstated one is in again', () => {
		const voided = ruling({ type: 'void', passingId: 't2' });
		expect(of([...taps], [voided]).taps.map(({ id }) => id)).toEqual(['t1', 't3']);
		expect(of([...taps], [voided, ruling({ type: 'reinstate', passingId: 't2' })]).taps).toHaveLength(3);
	});

	test('an unassigned passing is in once it is accepted', () => {
		const stray = tap('t4', 1230, { assigned: false });
		expect(of([...taps, stray]).taps).toHaveLength(3);
		expect(of([...taps, stray], [ruling({ type: 'accept', passingId: 't4' })]).taps).toHaveLength(4);
	});

	test('a bib held into the camera twice is one finisher; two without a bib are two', () => {
		const again = chute('r1-again', 1216, { participantId: 'p-r1' });
		const unread = [NO_BIB, NO_BIB, null, null];
		const bare = unread.map((read, k) => chute(`bare${k}`, 1226 + k, { participantId: null, read }));
		expect(of([...reads, again, ...bare]).chuteReads.map(({ id }) => id)).toEqual([
			'r1',
			'r2',
			'bare0',
			'bare1',
			'bare2',
			'bare3',
			'r3'
		]);
	});
});

describe('anchors of one shape', () => {
	test('a full scan at the line ties the bib to that moment', () => {
		const scan = passing('s2', { kind: 'scan', atMs: GUN + 1_210_200, participantId: 'p-r2', read: '2' });
		expect(of([...taps, ...reads, scan]).anchors).toEqual([
			{ source: 'scan', chute: { chuteId: 'r2' }, line: { fromMs: GUN + 1_209_200, toMs: GUN + 1_211_200 } }
		]);
	});

	test('a number noted at the line and in the chute is a sync mark', () => {
		const marked = [tap('t9', 1230, { token: 1 }), chute('r9', 1246, { token: 1 })];
		const { anchors, chuteReads } = of([...taps, ...reads, ...marked]);
		expect(anchors).toEqual([{ source: 'sync', chute: { chuteId: 'r9' }, line: { tapId: 't9' } }]);
		expect(chuteReads.every(({ token }) => token === null)).toBe(true);
	});

	test('where most bibs are read with a number, the numbers are finish tokens', () => {
		const numbered = reads.map((read, index) => ({ ...read, token: index + 1 }));
		const { anchors, chuteReads } = of([tap('t0', 1190, { token: 2 }), ...taps, ...numbered]);
		expect(anchors).toEqual([{ source: 'token', chute: { token: 2 }, line: { tapId: 't0' } }]);
		expect(chuteReads.map(({ token }) => token)).toEqual([1, 2, 3]);
	});

	test('a confirmed time is an anchor, until it is revoked', () => {
		const confirmed = ruling({ type: 'assign-time', passingId: 'r2', tapId: 't3', valueMs: GUN + 1_220_000 });
		expect(of([...taps, ...reads], [confirmed]).anchors).toEqual([
			{ source: 'ruling', chute: { chuteId: 'r2' }, line: { tapId: 't3' } }
		]);
		const revoked = ruling({ type: 'revoke', rulingId: confirmed.id });
		expect(of([...taps, ...reads], [confirmed, revoked]).anchors).toEqual([]);
	});

	test('a tap claimed for a runner who was read in the chute is that read', () => {
		const claim = ruling({ type: 'claim', passingId: 't3', participantId: 'p-r2' });
		const { anchors } = of([...taps, ...reads], [claim]);
		expect(anchors).toEqual([{ source: 'ruling', chute: { chuteId: 'r2' }, line: { tapId: 't3' } }]);
		const { assignments } = proposeMatches(of([...taps, ...reads], [claim]));
		expect(assignments.find(({ chuteId }) => chuteId === 'r2')?.tapId).toBe('t3');
	});

	test('a tap claimed for a runner who was not read is nobody else’s', () => {
		const claim = ruling({ type: 'claim', passingId: 't3', participantId: 'p-else' });
		expect(of([...taps, ...reads], [claim]).taps.map(({ id }) => id)).toEqual(['t1', 't2']);
	});
});
