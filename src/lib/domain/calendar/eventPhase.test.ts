import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVENT_STATUSES } from './eventStatus.ts';
import { eventPhase, type PhasedEvent, type PublishedState, type RaceCount } from './eventPhase.ts';

const at = (time: string) => Date.parse(`${time}+03:00`);
const event: PhasedEvent = {
	status: 'published',
	date: '2026-05-24',
	timeZone: 'Europe/Chisinau',
	opensAtMs: at('2026-03-01T09:00:00'),
	closesAtMs: null
};
const DAY = '2026-05-24T11:00:00';
const gun = at('2026-05-24T10:00:00');

interface Situation {
	event?: Partial<PhasedEvent>;
	races?: Record<string, Partial<RaceCount>>;
	published?: Record<string, PublishedState>;
}
function phaseAt(now: string, { event: part, races = { '5k': {} }, published = {} }: Situation = {}) {
	const counts = Object.entries(races).map(([slug, count]): [string, RaceCount] => [
		slug,
		{ timed: true, capacity: null, registered: 0, guns: [null], ...count }
	]);
	return eventPhase({ ...event, ...part }, new Map(counts), new Map(Object.entries(published)), at(now));
}

test('a published event goes from not yet open over open, closed and its day to the past', () => {
	const closing = { event: { closesAtMs: at('2026-05-20T00:00:00') } };
	expect(phaseAt('2026-02-01T12:00:00', closing).name).toBe('not-yet-open');
	expect(phaseAt('2026-03-01T09:00:00', closing).name).toBe('open');
	expect(phaseAt('2026-05-21T12:00:00', closing).name).toBe('closed');
	expect(phaseAt('2026-05-24T00:00:00', closing).name).toBe('today');
	expect(phaseAt('2026-05-25T00:00:00', closing)).toMatchObject({ name: 'past', over: true });
});

test('it is full while every race is, and open again with one place', () => {
	const full = { '5k': { capacity: 2, registered: 2 }, '10k': { capacity: 1, registered: 1 } };
	expect(phaseAt('2026-04-01T12:00:00', { races: full })).toMatchObject({ name: 'full', entry: 'full' });
	const races = { ...full, '10k': { capacity: 2, registered: 1 } };
	expect(phaseAt('2026-04-01T12:00:00', { races })).toMatchObject({ name: 'open', entry: 'open' });
});

test('nobody registers for a race after its last gun, and for the others until theirs', () => {
	const races = { '5k': { guns: [gun, gun + 1] }, '1k': { guns: [null] } };
	const both = phaseAt(DAY, { races });
	expect(both).toMatchObject({ name: 'today', entry: 'open' });
	expect(both.races.get('5k')).toEqual({ results: 'live', shut: 'over' });
	expect(both.races.get('1k')).toEqual({ results: 'none', shut: null });
	expect(phaseAt(DAY, { races: { '5k': { guns: [gun] } } }).entry).toBe('over');
	expect(phaseAt(DAY, { races: { '5k': { guns: [gun, null] } } }).entry).toBe('open');
	// One that is full and one that has gone: a place may come free in the first.
	const mixed = { '5k': { guns: [gun] }, '1k': { capacity: 1, registered: 1 } };
	expect(phaseAt(DAY, { races: mixed }).entry).toBe('full');
});

test('a gun before the day is a rehearsal: it can be followed, and registration goes on', () => {
	const before = phaseAt('2026-05-01T12:00:00', { races: { '5k': { guns: [at('2026-05-01T11:00:00')] } } });
	expect(before).toMatchObject({ name: 'open', entry: 'open' });
	expect(before.races.get('5k')?.results).toBe('live');
	// A gun that is set ahead has not gone off.
	expect(phaseAt('2026-05-24T09:00:00', { races: { '5k': { guns: [gun] } } }).races.get('5k')).toEqual({
		results: 'none',
		shut: null
	});
});

test('results are official once those of every race are, whenever it is', () => {
	const races = { '5k': { guns: [gun] }, '1k': { guns: [gun] } };
	for (const now of [DAY, '2026-06-01T12:00:00']) {
		expect(phaseAt(now, { races, published: { '5k': 'official' } }).name).toBe('provisional');
		const all = phaseAt(now, { races, published: { '5k': 'official', '1k': 'official' } });
		expect(all.name).toBe('official');
	}
});

test('what organisers decided comes before everything that follows from the day', () => {
	for (const now of ['2026-02-01T12:00:00', DAY, '2026-06-01T12:00:00'])
		for (const status of EVENT_STATUSES.filter((status) => status !== 'published'))
			expect(phaseAt(now, { event: { status }, published: { '5k': 'official' } }).name).toBe(status);
	expect(phaseAt(DAY, { event: { status: 'cancelled' } }).entry).toBe('cancelled');
	expect(phaseAt(DAY, { event: { status: 'archived' } })).toMatchObject({ entry: 'over', over: true });
	// Its day is no longer its day.
	expect(phaseAt('2026-06-01T12:00:00', { event: { status: 'postponed' } })).toMatchObject({
		entry: 'over',
		over: false
	});
});

test('an event of walks is open, has its day and is past, and has no results whatever is pressed', () => {
	const races = { walk: { timed: false, guns: [gun] } };
	expect(phaseAt('2026-04-01T12:00:00', { races }).name).toBe('open');
	expect(phaseAt(DAY, { races }).name).toBe('today');
	expect(phaseAt(DAY, { races }).races.get('walk')?.results).toBe('none');
	const after = phaseAt('2026-05-25T12:00:00', { races, published: { walk: 'official' } });
	expect(after).toMatchObject({ name: 'past', over: true });
});

test('a run beside a walk is official when the run is', () => {
	const races = { '5k': { guns: [gun] }, walk: { timed: false } };
	expect(phaseAt(DAY, { races, published: { '5k': 'official' } }).name).toBe('official');
});

test('name, entry and races never contradict each other', () => {
	const moment = fc.integer({ min: at('2026-02-01T00:00:00'), max: at('2026-06-10T00:00:00') });
	const race = fc.record({
		timed: fc.boolean(),
		capacity: fc.option(fc.integer({ min: 1, max: 3 })),
		registered: fc.integer({ min: 0, max: 3 }),
		guns: fc.array(fc.option(moment), { minLength: 1, maxLength: 3 })
	});
	const state = fc.option(fc.constantFrom<PublishedState>('provisional', 'official'));
	fc.assert(
		fc.property(
			fc.constantFrom(...EVENT_STATUSES),
			fc.array(fc.tuple(race, state), { minLength: 1, maxLength: 3 }),
			moment,
			(status, races, nowMs) => {
				const counts = new Map(races.map(([count], i) => [`r${i}`, count]));
				const published = new Map(
					races.flatMap(([, state], i) => (state ? [[`r${i}`, state] as const] : []))
				);
				const phase = eventPhase({ ...event, status }, counts, published, nowMs);
				const all = [...phase.races.values()];
				const timed = all.filter((_, i) => races[i]?.[0].timed);
				if (phase.name === 'open' || phase.name === 'full') expect(phase.entry).toBe(phase.name);
				if (phase.entry === 'open') expect(all.some(({ shut }) => shut === null)).toBe(true);
				if (phase.entry === 'open') expect(['published', 'postponed']).toContain(status);
				if (phase.name === 'official')
					expect(timed.every(({ results }) => results === 'official')).toBe(true);
				for (const [i, [count]] of races.entries()) if (!count.timed) expect(all[i]?.results).toBe('none');
				if (phase.over && status === 'published') expect(phase.entry).toBe('over');
				if (status !== 'published') expect(phase.name).toBe(status);
			}
		)
	);
});

test('a race that runs past midnight is on until twelve hours after its gun', () => {
	const night = { races: { '5k': { guns: [at('2026-05-24T23:30:00')] } } };
	expect(phaseAt('2026-05-25T00:45:00', night)).toMatchObject({ name: 'today', over: false });
	expect(phaseAt('2026-05-25T11:30:00', night)).toMatchObject({ name: 'past', over: true });
	const rehearsed = { races: { '5k': { guns: [at('2026-05-23T23:30:00')] } } };
	expect(phaseAt('2026-05-25T00:45:00', rehearsed).name).toBe('past');
});
