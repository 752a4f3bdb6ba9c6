/** Event documents for tests, showing only what matters. */
import type { WrittenEventDocument } from '#lib/schemas/event/event.ts';

type WrittenRace = WrittenEventDocument['races'][number];

/** A 5 km race with one wave and a finish. */
export const aRace = (change: Partial<WrittenRace> = {}): WrittenRace => ({
	slug: '5k',
	name: '5 km',
	distanceM: 5000,
	waves: [{ slug: 'all' }],
	checkpoints: [
		{ slug: 'start', kind: 'start' },
		{ slug: 'finish', kind: 'finish', minTimeMs: 600_000 }
	],
	...change
});

/** One race, of 10 June 2018 in Chișinău. */
export const anEvent = (change: Partial<WrittenEventDocument> = {}): WrittenEventDocument => ({
	name: '5 km against trafficking',
	date: '2018-06-10',
	timeZone: 'Europe/Chisinau',
	place: 'Chișinău',
	races: [aRace()],
	...change
});
