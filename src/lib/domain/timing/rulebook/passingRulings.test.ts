import { describe, expect, test } from 'vitest';
import {
	at,
	checkpoint,
	derive,
	race,
	resultOf,
	ruling,
	scan,
	statusesOf
} from '../../../../../tests/support/timingBuilders.ts';

describe('rulings on passings', () => {
	test('a voided passing does not count, the next one does; reinstated it counts again', () => {
		const passings = [scan('7', 'finish', '20:00'), scan('7', 'finish', '23:00')];
		const [first] = passings;
		const passingId = first?.id ?? '';
		const rulings = [ruling({ type: 'void', passingId })];
		const voided = derive({ passings, rulings });
		expect(statusesOf(voided, passings)).toEqual(['voided', 'counted']);
		expect(resultOf(voided).gunTimeMs).toBe(1_380_000);
		rulings.push(ruling({ type: 'reinstate', passingId }));
		expect(resultOf(derive({ passings, rulings }))).toEqual(resultOf(derive({ passings })));
	});

	test('a passing from a phone that was not assigned there counts when it is accepted', () => {
		const passings = [scan('7', 'finish', '20:00', { assigned: false })];
		expect(statusesOf(derive({ passings }), passings)).toEqual(['unassigned']);
		const rulings = [ruling({ type: 'accept', passingId: passings[0]?.id ?? '' })];
		const results = derive({ passings, rulings });
		expect(statusesOf(results, passings)).toEqual(['counted']);
		expect(resultOf(results).status).toBe('finished');
	});

	test('an unknown bib is kept and counts for the runner whom it is claimed for', () => {
		const passings = [scan('99', 'finish', '20:00', { participantId: null })];
		expect(statusesOf(derive({ passings }), passings)).toEqual(['unknown-bib']);
		const rulings = [ruling({ type: 'claim', passingId: passings[0]?.id ?? '', participantId: 'p7' })];
		expect(resultOf(derive({ passings, rulings })).gunTimeMs).toBe(1_200_000);
	});

	test('a passing of another race or another checkpoint is no business of this one', () => {
		const passings = [scan('99', 'finish', '20:00'), scan('7', 'elsewhere', '20:00')];
		expect(statusesOf(derive({ passings }), passings)).toEqual(['wrong-race', 'wrong-race']);
	});
});

describe('taps and chute reads', () => {
	const tap = (clock: string) => scan('', 'finish', clock, { kind: 'tap', participantId: null, read: null });
	const chute = (bib: string, clock: string) => scan(bib, 'finish', clock, { kind: 'chute' });

	test('a tap is a numbered unknown finisher until somebody claims it', () => {
		const passings = [tap('20:00')];
		expect(statusesOf(derive({ passings }), passings)).toEqual(['unmatched']);
		const rulings = [ruling({ type: 'claim', passingId: passings[0]?.id ?? '', participantId: 'p7' })];
		const claimed = derive({ passings, rulings });
		expect(statusesOf(claimed, passings)).toEqual(['counted']);
		expect(resultOf(claimed).gunTimeMs).toBe(1_200_000);
	});

	test('a chute read has no line time until a ruling gives it the time of a tap', () => {
		const passings = [tap('20:00'), chute('7', '20:15')];
		expect(statusesOf(derive({ passings }), passings)).toEqual(['unmatched', 'unmatched']);
		const [tapped, read] = passings;
		const assign = ruling({
			type: 'assign-time',
			passingId: read?.id ?? '',
			tapId: tapped?.id ?? '',
			valueMs: at('20:00')
		});
		const results = derive({ passings, rulings: [assign] });
		expect(statusesOf(results, passings)).toEqual(['matched', 'matched']);
		expect(resultOf(results)).toMatchObject({ gunTimeMs: 1_200_000, flags: ['net-is-gun'] });
		const voided = derive({
			passings,
			rulings: [assign, ruling({ type: 'void', passingId: read?.id ?? '' })]
		});
		expect(statusesOf(voided, passings)).toEqual(['unmatched', 'voided']);
	});

	test('a ruled time without a tap is an estimated one', () => {
		const passings = [chute('7', '20:15')];
		const rulings = [
			ruling({ type: 'assign-time', passingId: passings[0]?.id ?? '', tapId: null, valueMs: at('20:01') })
		];
		const results = derive({ passings, rulings });
		expect(statusesOf(results, passings)).toEqual(['matched']);
		expect(resultOf(results).flags).toContain('estimated-time');
	});

	test('while the race runs a proposed time shows the finish as estimated', () => {
		const passings = [chute('7', '20:15')];
		const proposedTimes = new Map([[passings[0]?.id ?? '', { ms: at('20:00'), uncertaintyMs: 900 }]]);
		const results = derive({ passings, proposedTimes });
		expect(statusesOf(results, passings)).toEqual(['estimated']);
		expect(resultOf(results)).toMatchObject({ gunTimeMs: 1_200_000, uncertaintyMs: 900 });
		expect(resultOf(results).flags).toContain('estimated-time');
	});
});

test('the same passing sent twice is one passing', () => {
	const laps = race({
		checkpoints: [checkpoint({ slug: 'finish', kind: 'finish', maxOccurrences: 2, gapMs: 0, minTimeMs: 0 })]
	});
	const passing = scan('7', 'finish', '20:00');
	const results = derive({ race: laps, passings: [passing, passing] });
	expect(resultOf(results).status).toBe('on-course');
	expect(results.statuses.size).toBe(1);
});
