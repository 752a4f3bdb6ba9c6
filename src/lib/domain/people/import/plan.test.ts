import { describe, expect, test } from 'vitest';
import { ok } from '#lib/domain/result.ts';
import type { ParticipantItem } from '#lib/schemas/participant.ts';
import { planImport, type ImportSituation as Situation, type KnownEntrant as Known } from './plan.ts';

type KnownEntrant = Known<ParticipantItem>;
type ImportSituation = Situation<ParticipantItem>;

const entrant = (change: Partial<KnownEntrant>): KnownEntrant => ({
	id: 'known',
	race: '5k',
	wave: 'all',
	bib: '7',
	name: 'Ana Șase',
	sex: 'F',
	birthDate: null,
	age: 30,
	club: null,
	externalId: null,
	division: null,
	visibility: 'bib',
	alias: null,
	email: null,
	selfRegistered: false,
	cancelled: false,
	...change
});
const event = (...entrants: KnownEntrant[]): ImportSituation => ({
	races: [{ slug: '5k', waves: ['all', 'late'] }],
	entrants,
	bibs: [],
	lastBib: Math.max(0, ...entrants.map(({ bib }) => Number(bib)))
});
const plan = (situation: ImportSituation, ...items: ParticipantItem[]) =>
	planImport(situation, items.map(ok)).map((outcome) =>
		outcome.ok
			? { ...outcome.value.entrant, id: outcome.value.id, changed: outcome.value.changed }
			: { reason: outcome.error.reason }
	);

describe('a list of participants', () => {
	test('a new participant gets the first wave, bib-only visibility and the number above the highest', () => {
		const [, second] = plan(event(entrant({})), { name: 'Ion', bib: '1' }, { name: 'Maria' });
		expect(second).toMatchObject({ id: null, wave: 'all', bib: '8', visibility: 'bib', changed: true });
	});

	test('the same list again changes nothing', () => {
		const again = { name: 'Ana Șase', bib: '7', sex: 'F', age: 30 } as const;
		expect(plan(event(entrant({})), again)).toMatchObject([{ id: 'known', changed: false }]);
	});

	test('what an item leaves out stays, null clears it', () => {
		const [kept] = plan(event(entrant({ club: 'Harriers' })), { name: 'Ana Șase', bib: '7', age: null });
		expect(kept).toMatchObject({ club: 'Harriers', age: null, sex: 'F' });
	});

	test('an external id finds a participant whose bib changed', () => {
		const situation = event(entrant({ externalId: 'x1' }));
		expect(plan(situation, { name: 'Ana', externalId: 'x1', bib: '8' })).toMatchObject([
			{ id: 'known', bib: '8' }
		]);
	});

	test('a bib that another external id bears is a duplicate', () => {
		const situation = event(entrant({ externalId: 'x1' }));
		expect(plan(situation, { name: 'Ana Șase', externalId: 'x2', bib: '7' })).toEqual([
			{ reason: 'duplicate-bib' }
		]);
	});

	test('nobody takes the place of a runner who registered personally by naming the bib', () => {
		const situation = event(entrant({ selfRegistered: true }));
		expect(plan(situation, { name: 'Ion', bib: '7' })).toEqual([{ reason: 'duplicate-bib' }]);
		expect(plan(situation, { name: 'Ana Sase', bib: '7' })).toMatchObject([{ id: 'known' }]);
	});

	test('the bib or the external id of a cancelled entry is refused, and the entry stays as it was', () => {
		const situation = event(entrant({ cancelled: true, externalId: 'x1' }));
		const refused = { reason: 'cancelled-entry' };
		expect(
			plan(
				situation,
				{ name: 'Ion', bib: '7' },
				{ name: 'Ana Șase', bib: '7' },
				{ name: 'Ana Șase', externalId: 'x1' },
				{ name: 'Ion' }
			)
		).toMatchObject([refused, refused, refused, { id: null, bib: '8' }]);
	});

	test('of two items with one bib the first has it', () => {
		expect(plan(event(), { name: 'Ana', bib: '7' }, { name: 'Ion', bib: '7' })).toMatchObject([
			{ bib: '7' },
			{ reason: 'duplicate-bib' }
		]);
	});

	test('an unknown race or wave is named', () => {
		expect(plan(event(), { name: 'Ana', race: '10k' }, { name: 'Ana', wave: 'elite' })).toEqual([
			{ reason: 'race-unknown' },
			{ reason: 'wave-unknown' }
		]);
	});
});
