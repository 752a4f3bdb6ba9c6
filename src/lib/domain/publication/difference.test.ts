import { expect, test } from 'vitest';
import { differences } from './difference.ts';
import type { PublishedResults, PublishedRow } from './publishedResults.ts';

const row = (
	participantId: string,
	part: Partial<PublishedRow> & { place?: number | null } = {}
): PublishedRow => {
	const { place = 1, ...fields } = part;
	const places = { place, sexPlace: place, divisionPlace: null };
	return {
		participantId,
		status: 'finished',
		division: null,
		gunTimeMs: 1_470_001,
		netTimeMs: 1_470_001,
		penaltyMs: 0,
		gun: places,
		net: places,
		splits: [],
		...fields
	};
};
const version = (...rows: PublishedRow[]): PublishedResults => ({
	rankBy: 'gun',
	rounding: 'second-up',
	rows
});

test('a disqualification is a change, and those behind only move', () => {
	const before = version(row('ana'), row('ion', { place: 2 }));
	const after = version(
		row('ion'),
		row('ana', { status: 'dq', place: null, gunTimeMs: null, netTimeMs: null })
	);
	expect(differences(before, after)).toEqual([
		{
			participantId: 'ana',
			before: { status: 'finished', place: 1, time: '0:24:31' },
			after: { status: 'dq', place: null, time: null },
			placeOnly: false
		},
		{
			participantId: 'ion',
			before: { status: 'finished', place: 2, time: '0:24:31' },
			after: { status: 'finished', place: 1, time: '0:24:31' },
			placeOnly: true
		}
	]);
});

test('a time that changes below what is published is no difference', () => {
	expect(differences(version(row('ana')), version(row('ana', { gunTimeMs: 1_470_500 })))).toEqual([]);
});

test('who is new or gone is told', () => {
	const found = differences(version(row('ana')), version(row('ion')));
	expect(found.map(({ participantId, before, after }) => [participantId, before?.time, after?.time])).toEqual(
		[
			['ion', undefined, '0:24:31'],
			['ana', '0:24:31', undefined]
		]
	);
});
