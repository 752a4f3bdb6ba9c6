/** The documents that the world of a fuzz run is set up with. */
const DAY_MS = 86_400_000;

/** An event that takes registrations and whose first race is under way: two races, waves, laps, divisions, awards, teams. */
export function eventDocument(slug: string, gunMs: number): object {
	const day = new Date(gunMs + 3 * DAY_MS).toISOString().slice(0, 10);
	return {
		name: `5 km, ${slug}`,
		date: day,
		timeZone: 'Europe/Chisinau',
		place: 'Chișinău',
		price: 'free',
		guardianUnderAge: 18,
		questions: [
			{ slug: 'note', kind: 'text', label: { en: 'A note' } },
			{
				slug: 'way',
				kind: 'choice',
				label: { en: 'How will you come?' },
				choices: [
					{ slug: 'bus', label: { en: 'By bus' } },
					{ slug: 'foot', label: { en: 'On foot' } }
				]
			}
		],
		races: [
			{
				slug: '5k',
				name: '5 km',
				distanceM: 5000,
				waves: [
					{ slug: 'all', scheduledAt: new Date(gunMs).toISOString() },
					{ slug: 'second', scheduledAt: new Date(gunMs + 600_000).toISOString() }
				],
				checkpoints: [
					{ slug: 'start', kind: 'start' },
					{ slug: 'km-2-5', kind: 'split', distanceM: 2500, minTimeMs: 300_000 },
					{ slug: 'finish', kind: 'finish', minTimeMs: 600_000, devices: ['finish-a'] }
				],
				divisions: [
					{ name: 'F 18–39', sex: 'F', ageFrom: 18, ageTo: 39 },
					{ name: 'M 18–39', sex: 'M', ageFrom: 18, ageTo: 39 },
					{ name: '40+', ageFrom: 40 },
					{ name: 'Open', ageFrom: 130 }
				],
				fallbackDivision: 'Open',
				awards: [
					{ name: 'First home', depth: 1, exclusive: true },
					{ name: 'Men and women', rankBy: 'net' }
				],
				teams: [{ count: 2, by: 'time' }]
			},
			{
				slug: 'walk',
				name: 'Walk of laps',
				distanceM: 2000,
				rankBy: 'net',
				capacity: 5000,
				startWindowMs: 30_000,
				waves: [{ slug: 'all' }],
				checkpoints: [{ slug: 'line', kind: 'start-finish', maxOccurrences: 4, minTimeMs: 60_000 }]
			}
		]
	};
}

/** One ruling of each type that leaves the race standing, and some more to take back. */
export function rulingsOf({ gunMs, passings }: { gunMs: number; passings: string[] }): object[] {
	const race = '5k';
	return [
		{ type: 'dq', race, bib: '105', why: 'short cut' },
		{ type: 'dns', race, bib: '130', why: 'told us' },
		{ type: 'dnf', race, bib: '131', why: '' },
		{ type: 'penalty', race, bib: '102', valueMs: 60_000 },
		{ type: 'start-time', race, bib: '103', valueMs: gunMs + 30_000 },
		{ type: 'finish-time', race, bib: '133', valueMs: gunMs + 2_000_000 },
		{ type: 'dead-heat', race, bibs: ['110', '111'] },
		{ type: 'bib-swap', race, bib: '112', otherBib: '113' },
		{ type: 'void', passingId: passings[30] },
		{ type: 'claim', race, bib: '135', passingId: passings.at(-12) },
		...passings.slice(31, 60).map((passingId) => ({ type: 'void', passingId, why: 'twice' }))
	];
}
