import { describe, expect, test } from 'vitest';
import {
	checkpoint,
	derive,
	race,
	resultOf,
	scan,
	statusesOf
} from '../../../../../tests/support/timingBuilders.ts';

describe('finish', () => {
	test('the first plausible read counts, a second within the gap keeps the first time', () => {
		const passings = [
			scan('7', 'finish', '20:00'),
			scan('7', 'finish', '20:59.999'),
			scan('7', 'finish', '21:00')
		];
		const results = derive({ passings });
		expect(statusesOf(results, passings)).toEqual(['counted', 'duplicate', 'over-limit']);
		expect(resultOf(results).gunTimeMs).toBe(1_200_000);
	});

	test('a read earlier than the least plausible time is too early, at that time it counts', () => {
		const passings = [scan('7', 'finish', '9:59.999'), scan('7', 'finish', '10:00')];
		const results = derive({ passings });
		expect(statusesOf(results, passings)).toEqual(['too-early', 'counted']);
		expect(resultOf(results).gunTimeMs).toBe(600_000);
	});

	test('corrected time is device time plus the clock offset', () => {
		const passings = [scan('7', 'finish', '20:00', { offsetMs: -210 })];
		expect(resultOf(derive({ passings })).gunTimeMs).toBe(1_199_790);
	});
});

describe('splits', () => {
	test('a winner of 14 minutes keeps the finish although a split behind a gate refused the read', () => {
		const gated = race({
			checkpoints: [
				checkpoint({ slug: 'half', kind: 'split', distanceM: 2500, minTimeMs: 480_000 }),
				checkpoint({ slug: 'finish', kind: 'finish' })
			]
		});
		const passings = [scan('7', 'half', '7:00'), scan('7', 'finish', '14:00')];
		const results = derive({ race: gated, passings });
		expect(statusesOf(results, passings)).toEqual(['too-early', 'counted']);
		expect(resultOf(results)).toMatchObject({ status: 'finished', gunTimeMs: 840_000, splits: [] });
	});

	const four = race({
		checkpoints: [
			...['km1', 'km2', 'km3', 'km4'].map((slug) => checkpoint({ slug, kind: 'split', minTimeMs: 0 })),
			checkpoint({ slug: 'finish', kind: 'finish' })
		]
	});
	const splitNames = (results: ReturnType<typeof derive>) =>
		resultOf(results).splits.map((split) => split.checkpoint);

	test('a missed split leaves a hole and shifts nothing', () => {
		const passings = [scan('7', 'km1', '5:00'), scan('7', 'km3', '15:00'), scan('7', 'finish', '25:00')];
		const results = derive({ race: four, passings });
		expect(resultOf(results).splits).toMatchObject([
			{ checkpoint: 'km1', gunTimeMs: 300_000 },
			{ checkpoint: 'km3', gunTimeMs: 900_000 }
		]);
	});

	test('a split that contradicts the course is out of order, the others and the finish stand', () => {
		const passings = [
			scan('7', 'km1', '5:00'),
			scan('7', 'km2', '17:00'),
			scan('7', 'km3', '15:00'),
			scan('7', 'km4', '20:00'),
			scan('7', 'finish', '25:00')
		];
		const results = derive({ race: four, passings });
		expect(statusesOf(results, passings)).toEqual([
			'counted',
			'counted',
			'out-of-order',
			'counted',
			'counted'
		]);
		expect(resultOf(results).gunTimeMs).toBe(1_500_000);
	});

	test('of two ways the longer consistent chain stands', () => {
		const passings = [
			scan('7', 'km1', '22:00'),
			scan('7', 'km2', '10:00'),
			scan('7', 'km3', '15:00'),
			scan('7', 'km4', '20:00')
		];
		expect(splitNames(derive({ race: four, passings }))).toEqual(['km2', 'km3', 'km4']);
	});

	test('a split after the finish is out of order, even where it is the longer chain', () => {
		const passings = [
			scan('7', 'km1', '26:00'),
			scan('7', 'km2', '27:00'),
			scan('7', 'km3', '28:00'),
			scan('7', 'finish', '25:00')
		];
		const results = derive({ race: four, passings });
		expect(statusesOf(results, passings)).toEqual([
			'out-of-order',
			'out-of-order',
			'out-of-order',
			'counted'
		]);
	});

	test('a runner on the course is placed by the furthest checkpoint', () => {
		const results = derive({ race: four, passings: [scan('7', 'km1', '5:00'), scan('7', 'km2', '10:00')] });
		expect(resultOf(results)).toMatchObject({ status: 'on-course', place: null, gunTimeMs: null });
	});
});

describe('laps', () => {
	const laps = race({
		checkpoints: [
			checkpoint({ slug: 'bridge', kind: 'split', minTimeMs: 60_000, maxOccurrences: 2 }),
			checkpoint({ slug: 'finish', kind: 'finish', minTimeMs: 120_000, maxOccurrences: 2 })
		]
	});

	test('each counted read is a lap, the last one the finish', () => {
		const passings = [
			scan('7', 'bridge', '3:00'),
			scan('7', 'finish', '6:00'),
			scan('7', 'bridge', '9:00'),
			scan('7', 'finish', '12:00')
		];
		const results = derive({ race: laps, passings });
		expect(statusesOf(results, passings)).toEqual(['counted', 'counted', 'counted', 'counted']);
		expect(resultOf(results)).toMatchObject({
			status: 'finished',
			gunTimeMs: 720_000,
			splits: [
				{ checkpoint: 'bridge', occurrence: 1 },
				{ checkpoint: 'finish', occurrence: 1 },
				{ checkpoint: 'bridge', occurrence: 2 }
			]
		});
	});

	test('a further read counts only after the gap, and none beyond the maximum', () => {
		const passings = [
			scan('7', 'bridge', '3:00'),
			scan('7', 'bridge', '3:59.999'),
			scan('7', 'bridge', '4:00'),
			scan('7', 'bridge', '9:00')
		];
		const results = derive({ race: laps, passings });
		expect(statusesOf(results, passings)).toEqual(['counted', 'duplicate', 'counted', 'over-limit']);
		expect(resultOf(results).status).toBe('on-course');
	});

	test('a device that missed a lap does not shift the next ones', () => {
		const b = { device: 'bridge-b' };
		const passings = [
			scan('7', 'bridge', '3:01', b),
			scan('7', 'bridge', '9:00'),
			scan('7', 'bridge', '9:01', b)
		];
		const results = derive({ race: laps, passings });
		expect(statusesOf(results, passings)).toEqual(['counted', 'counted', 'other-device']);
		expect(resultOf(results).flags).toEqual([]);
	});
});

describe('two devices at the finish', () => {
	const twoDevices = race({
		checkpoints: [checkpoint({ slug: 'finish', kind: 'finish', devices: ['main', 'backup'] })]
	});
	const main = { device: 'main' };
	const backup = { device: 'backup' };

	test('the more trusted wins within the agreed distance, also when it is later', () => {
		const passings = [scan('7', 'finish', '20:00', backup), scan('7', 'finish', '20:05', main)];
		const results = derive({ race: twoDevices, passings });
		expect(statusesOf(results, passings)).toEqual(['other-device', 'counted']);
		expect(resultOf(results)).toMatchObject({ gunTimeMs: 1_205_000, flags: ['net-is-gun'] });
	});

	test('beyond that distance the earliest plausible one wins and the check is raised', () => {
		const passings = [scan('7', 'finish', '20:00', backup), scan('7', 'finish', '20:05.001', main)];
		const results = derive({ race: twoDevices, passings });
		expect(resultOf(results)).toMatchObject({
			gunTimeMs: 1_200_000,
			flags: ['net-is-gun', 'devices-disagree']
		});
	});

	test('a stray read of the main device an hour later never overrides the good one of the backup', () => {
		const passings = [scan('7', 'finish', '20:00', backup), scan('7', 'finish', '1:20:00', main)];
		const results = derive({ race: twoDevices, passings });
		expect(statusesOf(results, passings)).toEqual(['counted', 'other-device']);
		expect(resultOf(results).gunTimeMs).toBe(1_200_000);
	});

	test('an early stray read of one device is judged by that device alone', () => {
		const passings = [
			scan('7', 'finish', '9:00', main),
			scan('7', 'finish', '20:01', main),
			scan('7', 'finish', '20:00', backup)
		];
		const results = derive({ race: twoDevices, passings });
		expect(statusesOf(results, passings)).toEqual(['too-early', 'counted', 'other-device']);
	});

	test('a device that is not listed comes after those that are', () => {
		const passings = [
			scan('7', 'finish', '20:00', { device: 'a-guest' }),
			scan('7', 'finish', '20:02', backup)
		];
		expect(statusesOf(derive({ race: twoDevices, passings }), passings)).toEqual(['other-device', 'counted']);
	});

	test("unlisted devices are trusted by the runner's first passing, then by name", () => {
		const unlisted = race({ checkpoints: [checkpoint({ slug: 'finish', kind: 'finish' })] });
		const first = [
			scan('7', 'finish', '20:02', { device: 'a' }),
			scan('7', 'finish', '20:00', { device: 'b' })
		];
		expect(statusesOf(derive({ race: unlisted, passings: first }), first)).toEqual([
			'other-device',
			'counted'
		]);
		const same = [
			scan('7', 'finish', '20:00', { device: 'b' }),
			scan('7', 'finish', '20:00', { device: 'a' })
		];
		expect(statusesOf(derive({ race: unlisted, passings: same }), same)).toEqual(['other-device', 'counted']);
	});
});
