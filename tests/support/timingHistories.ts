import fc from 'fast-check';
import type { Checkpoint, Participant, Race } from '#lib/domain/timing/facts/course.ts';
import { PASSING_KINDS, type Passing, type PassingKind } from '#lib/domain/timing/facts/passing.ts';
import type { ProposedTime } from '#lib/domain/timing/judging/raceContext.ts';
import type { Ruling } from '#lib/domain/timing/facts/ruling.ts';
import { after, at, checkpoint, GUN, participant, race } from './timingBuilders.ts';

/** Facts of a race made at random, dense around every threshold of the rules. */
export interface History {
	race: Race;
	participants: Participant[];
	passings: Passing[];
	rulings: Ruling[];
	proposedTimes: Map<string, ProposedTime>;
}

const WAVES = ['a', 'b'];
const DEVICES = ['phone-a', 'phone-b', 'reader'];
const BIBS = ['1', '2', '3', '4', '5', '6'];
const IDS = BIBS.map((bib) => `p${bib}`);

/** Thresholds of the built course; reads are drawn close to them. */
const CLOCKS = [
	'-1:00',
	'0:00',
	'0:30',
	'3:00',
	'5:00',
	'9:00',
	'10:00',
	'11:00',
	'15:00',
	'20:00',
	'21:00',
	'40:00'
];
const STEPS_MS = [-60_000, -5_001, -5_000, -1, 0, 0, 0, 1, 400, 5_000, 5_001, 60_000, 600_000];

const instant = fc
	.tuple(fc.constantFrom(...CLOCKS), fc.constantFrom(...STEPS_MS))
	.map(([clock, step]) => at(clock) + step);

const devices = fc.subarray(DEVICES);

const splits = fc.array(
	fc.record({ devices, minTimeMs: fc.constantFrom(0, 180_000), maxOccurrences: fc.constantFrom(1, 1, 2) }),
	{ maxLength: 3 }
);

const checkpoints = fc
	.record({
		oneLine: fc.boolean(),
		withStart: fc.boolean(),
		splits,
		ends: devices,
		laps: fc.constantFrom(1, 1, 1, 2)
	})
	.map(({ oneLine, withStart, splits, ends, laps }): Checkpoint[] => {
		const middle = splits.map((split, index) =>
			checkpoint({ slug: `km${index + 1}`, kind: 'split', ...split })
		);
		if (oneLine) {
			return [
				checkpoint({ slug: 'line', kind: 'start-finish', devices: ends, maxOccurrences: laps }),
				...middle
			];
		}
		return [
			...(withStart ? [checkpoint({ slug: 'start', kind: 'start', devices: ends })] : []),
			...middle,
			checkpoint({ slug: 'finish', kind: 'finish', devices: ends, maxOccurrences: laps })
		];
	});

const races = fc
	.record({
		checkpoints,
		rankBy: fc.constantFrom('gun' as const, 'net' as const),
		ties: fc.constantFrom('share' as const, 'distinct' as const),
		startWindowMs: fc.constantFrom(0, 300_000, 900_000),
		guns: fc.tuple(
			fc.constantFrom(GUN, GUN, GUN, GUN, GUN, null),
			fc.constantFrom(GUN, GUN, GUN + after('10:00'), GUN + after('10:00'), null)
		)
	})
	.map(({ guns, ...rules }) =>
		race({ ...rules, waves: WAVES.map((slug, index) => ({ slug, gunStartMs: guns[index] ?? null })) })
	);

const participants = fc
	.array(
		fc.record({
			waveSlug: fc.constantFrom(...WAVES),
			sex: fc.constantFrom('F' as const, 'M' as const, 'X' as const, null),
			division: fc.constantFrom('Open', '40+', null)
		}),
		{ minLength: 2, maxLength: BIBS.length }
	)
	.map((given) => given.map((one, index) => participant(BIBS[index] ?? '', one)));

const weighted = <T>(common: readonly T[], rare: readonly T[]): fc.Arbitrary<T> =>
	fc.oneof(
		{ weight: 9, arbitrary: fc.constantFrom(...common) },
		{ weight: 1, arbitrary: fc.constantFrom(...rare) }
	);

const passingsAt = (slugs: string[], ids: string[]) =>
	fc
		.array(
			fc.record({
				device: fc.constantFrom(...DEVICES),
				checkpoint: weighted(slugs, ['elsewhere']),
				kind: weighted<PassingKind>(['scan', 'scan', 'chute'], PASSING_KINDS),
				owner: weighted<string | null>(ids, [null, 'stranger']),
				atMs: instant,
				offsetMs: fc.constantFrom(0, 0, -210),
				resolutionMs: fc.constantFrom(1, 1, 1, 1000),
				assigned: weighted([true], [false]),
				late: weighted([false], [true])
			}),
			{ minLength: 6, maxLength: 30, size: 'max' }
		)
		.map((given) =>
			given.map(({ owner, ...read }, index): Passing => {
				const nameless = owner === null || read.kind === 'tap';
				return {
					...read,
					id: `r${index}`,
					seq: index,
					participantId: nameless ? null : owner,
					read: read.kind === 'tap' ? null : (owner ?? 'unknown'),
					uncertaintyMs: null,
					receivedMs: read.atMs + 60_000
				};
			})
		);

const id = fc.constantFrom(...IDS);
const passingId = fc.integer({ min: 0, max: 29 }).map((index) => `r${index}`);

/** One decision of any type; `index` is its place in the history, for revokes to point back. */
const decision = (index: number) =>
	fc.oneof(
		fc.record({ type: fc.constantFrom('void' as const, 'reinstate' as const, 'accept' as const), passingId }),
		fc.record({
			type: fc.constant('wave-start' as const),
			waveSlug: fc.constantFrom(...WAVES),
			valueMs: fc.constantFrom(GUN, GUN + 30_000, GUN + after('20:00'), null)
		}),
		fc.record({
			type: fc.constantFrom('start-time' as const, 'finish-time' as const),
			participantId: id,
			valueMs: instant
		}),
		fc.record({
			type: fc.constant('move-wave' as const),
			participantId: id,
			waveSlug: fc.constantFrom(...WAVES)
		}),
		fc.record({
			type: fc.constant('penalty' as const),
			participantId: id,
			valueMs: fc.constantFrom(-30_000, 60_000)
		}),
		fc.record({ type: fc.constantFrom('dns' as const, 'dnf' as const, 'dq' as const), participantId: id }),
		fc.record({
			type: fc.constant('dead-heat' as const),
			participantIds: fc.subarray(IDS, { minLength: 2 })
		}),
		fc.record({ type: fc.constant('bib-swap' as const), participantId: id, otherParticipantId: id }),
		fc.record({ type: fc.constant('claim' as const), passingId, participantId: id }),
		fc.record({
			type: fc.constant('assign-time' as const),
			passingId,
			tapId: fc.option(passingId),
			valueMs: instant
		}),
		fc.record({
			type: fc.constant('revoke' as const),
			rulingId: fc.integer({ min: 0, max: Math.max(0, index - 1) }).map((target) => `d${target}`)
		})
	);

const rulings = fc.integer({ min: 0, max: 8 }).chain((count) =>
	fc.tuple(...Array.from({ length: count }, (_, index) => fc.tuple(decision(index), instant))).map((given) =>
		given.map(([decided, atMs], index): Ruling => ({
			id: `d${index}`,
			seq: index,
			atMs,
			by: 'organiser',
			why: '',
			...decided
		}))
	)
);

export const histories: fc.Arbitrary<History> = fc.tuple(races, participants).chain(([drawn, runners]) =>
	fc.record({
		race: fc.constant(drawn),
		participants: fc.constant(runners),
		passings: passingsAt(
			drawn.checkpoints.map(({ slug }) => slug),
			runners.map((runner) => runner.id)
		),
		rulings,
		proposedTimes: fc
			.array(fc.tuple(passingId, instant), { maxLength: 8 })
			.map((times) => new Map(times.map(([proposed, ms]) => [proposed, { ms, uncertaintyMs: 500 }])))
	})
);

/** The same facts in another order, with some of them repeated. */
export const rearranged = <T>(facts: readonly T[]): fc.Arbitrary<T[]> =>
	fc
		.tuple(fc.shuffledSubarray([...facts], { minLength: facts.length }), fc.subarray([...facts]))
		.chain(([all, again]) =>
			fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length })
		);
