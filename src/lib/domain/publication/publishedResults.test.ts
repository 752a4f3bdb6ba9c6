import { expect, test } from 'vitest';
import type { ParticipantResult } from '#lib/domain/timing/facts/result.ts';
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
	net: [result('ion', {}), result('ana', { place: 2 }), result('eva', { status: 'dns', place: null })],
	honours: {
		awards: [
			{
				category: { name: 'First', sex: null, division: null, rankBy: 'gun', depth: 1, exclusive: false },
				winners: [{ participantId: 'ana', place: 1 }]
			}
		],
		teams: [
			{
				rules: { count: 2, by: 'time', sex: null },
				teams: [{ club: 'A', place: 1, total: 2_940_002, participantIds: ['ana', 'ion'] }]
			}
		]
	}
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
	const stored = backwards(published) as typeof published;
	expect(Object.keys(stored)).not.toEqual(Object.keys(published));
	expect(canonicalText(stored)).toBe(canonicalText(published));
});
test('any published value changes the text of the digest', () => {
	const rows = published.rows.map((row) => ({ ...row, netTimeMs: 1 }));
	const changed = { ...published, rows };
	expect(canonicalText(changed)).not.toBe(canonicalText(published));
	const teams = published.honours?.teams.map((list) => ({ ...list, teams: [] })) ?? [];
	const otherTeams = { ...published, honours: { awards: [], ...published.honours, teams } };
	expect(canonicalText(otherTeams)).not.toBe(canonicalText(published));
});
test('a version from before awards and teams keeps the text of its digest', () => {
	const { rankBy, rounding, rows } = published;
	const without = { rankBy, rounding, rows, honours: { awards: [], teams: [] } };
	expect(canonicalText(without)).toBe(canonicalText({ rankBy, rounding, rows }));
});

/** The same value with the fields of every object the other way round. */
function backwards(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(backwards);
	if (typeof value !== 'object' || value === null) return value;
	const fields = Object.entries(value).reverse();
	return Object.fromEntries(fields.map(([key, field]) => [key, backwards(field)]));
}
