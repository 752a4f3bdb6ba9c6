import { expect, test } from 'vitest';
import type { ParticipantResult } from '#lib/domain/timing/result.ts';
import { canonicalText, publishedResults, rowsInOrder } from './publishedResults.ts';

const result = (participantId: string, part: Partial<ParticipantResult>): ParticipantResult => ({
	participantId,
	status: 'finished',
	place: 1,
	sexPlace: 1,
	division: null,
	divisionPlace: null,
	gunTimeMs: 1_470_001,
	netTimeMs: 1_460_001,
	penaltyMs: 0,
	startMs: null,
	finishMs: null,
	splits: [],
	flags: [],
	uncertaintyMs: null,
	startPassingId: null,
	finishPassingId: null,
	finishRead: null,
	...part
});

const published = publishedResults({
	rankBy: 'gun',
	rounding: 'second-up',
	gun: [result('ana', {}), result('ion', { place: 2 }), result('eva', { status: 'dns', place: null })],
	net: [result('ion', {}), result('ana', { place: 2 }), result('eva', { status: 'dns', place: null })]
});

test('places in both orders are published', () => {
	expect(published.rows.map(({ participantId, gun, net }) => [participantId, gun.place, net.place])).toEqual([
		['ana', 1, 2],
		['ion', 2, 1],
		['eva', null, null]
	]);
});
test('the list can be read in either order, those without a place at its end', () => {
	expect(rowsInOrder(published, 'gun').map(({ participantId }) => participantId)).toEqual([
		'ana',
		'ion',
		'eva'
	]);
	expect(rowsInOrder(published, 'net').map(({ participantId }) => participantId)).toEqual([
		'ion',
		'ana',
		'eva'
	]);
});
test('the text of the digest survives storing as JSON with its fields in another order', () => {
	const stored = JSON.parse(JSON.stringify(published, Object.keys(allFields()).sort().reverse()));
	expect(canonicalText(stored)).toBe(canonicalText(published));
});
test('any published value changes the text of the digest', () => {
	const rows = published.rows.map((row) => ({ ...row, netTimeMs: 1 }));
	const changed = { ...published, rows };
	expect(canonicalText(changed)).not.toBe(canonicalText(published));
});

const allFields = () => ({ ...published, ...published.rows[0], ...published.rows[0]?.gun });
