import { describe, expect, test } from 'vitest';
import type { DeviceRole } from './deviceRoles.ts';
import { placesOf, usualPlace } from './places.ts';

const at = (
	slug: string,
	kind: 'start' | 'split' | 'finish' | 'start-finish',
	distanceM: number | null = null
) => ({
	slug,
	kind,
	distanceM
});
const five = {
	name: '5 km',
	checkpoints: [at('start', 'start'), at('km-2-5', 'split', 2500), at('finish', 'finish', 5000)]
};
const ten = {
	name: '10 km',
	checkpoints: [at('start', 'start'), at('km-8', 'split', 8000), at('finish', 'finish', 10_000)]
};

test('a checkpoint that several races pass is one place; the races are named where not all do', () => {
	expect(placesOf([five, ten])).toEqual([
		{ slug: 'start', kind: 'start', distanceM: null, races: [] },
		{ slug: 'km-2-5', kind: 'split', distanceM: 2500, races: ['5 km'] },
		{ slug: 'finish', kind: 'finish', distanceM: null, races: [] },
		{ slug: 'km-8', kind: 'split', distanceM: 8000, races: ['10 km'] }
	]);
});

describe('a phone usually stands', () => {
	const usual = (role: DeviceRole, races = [five]) => usualPlace(role, placesOf(races))?.slug;
	test('at the finish for the line, the taps and the chute', () => {
		for (const role of ['line', 'tap', 'chute'] as const) expect(usual(role, [five, ten])).toBe('finish');
	});
	test('at the first split for a checkpoint and a spotter, at the start to check in', () => {
		expect([usual('checkpoint'), usual('spotter'), usual('check-in')]).toEqual(['km-2-5', 'km-2-5', 'start']);
	});
	test('where there is one line only, there', () => {
		const loop = [{ name: '1 km', checkpoints: [at('line', 'start-finish')] }];
		for (const role of ['line', 'check-in', 'spotter'] as const) expect(usual(role, loop)).toBe('line');
		expect(usual('line', [])).toBeUndefined();
	});
});
