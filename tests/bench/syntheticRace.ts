import type { Checkpoint, Division, Participant, Race, Sex } from '#lib/domain/timing/facts/course.ts';
import type { Passing } from '#lib/domain/timing/facts/passing.ts';
import { seededRandom } from './seededRandom.ts';

/** A race of any size with known shape, the same each time: every runner is read once at each of ten checkpoints. */
export interface SyntheticRace {
	race: Race;
	participants: Participant[];
	/** Shuffled, as many phones upload them. */
	passings: Passing[];
}

const GUN = Date.UTC(2018, 5, 10, 7);
const LEG_M = 1_000;
const SLOWEST_MS_PER_M = 600;
const FASTEST_MS_PER_M = 200;
const SEXES: readonly Sex[] = ['F', 'M'];

function checkpoints(): Checkpoint[] {
	const rules = { maxOccurrences: 1, gapMs: 60_000, devices: [], agreeMs: 5_000 };
	const splits = Array.from({ length: 8 }, (_, index): Checkpoint => {
		const distanceM = (index + 1) * LEG_M;
		return { slug: `km-${index + 1}`, kind: 'split', distanceM, minTimeMs: distanceM * 120, ...rules };
	});
	const distanceM = 9 * LEG_M;
	return [
		{ slug: 'start', kind: 'start', distanceM: 0, minTimeMs: 0, ...rules },
		...splits,
		{ slug: 'finish', kind: 'finish', distanceM, minTimeMs: distanceM * 120, ...rules }
	];
}

export function syntheticRace(size: number, seed = 1): SyntheticRace {
	const random = seededRandom(seed);
	const uuid = () => [8, 4, 4, 4, 12].map((digits) => hexadecimal(random.uniform, digits)).join('-');
	const divisions: Division[] = SEXES.flatMap((sex) =>
		Array.from({ length: 7 }, (_, index) => ({
			name: `${sex} ${index * 10 + 10}`,
			sex,
			ageFrom: index * 10 + 10,
			ageTo: index * 10 + 19
		}))
	);
	const course = checkpoints();
	const participants = Array.from({ length: size }, (_, index): Participant => {
		const sex = SEXES[index % 2] ?? null;
		const age = 12 + Math.floor(random.uniform() * 60);
		return {
			id: uuid(),
			bib: String(index + 1),
			waveSlug: 'all',
			sex,
			birthDate: `${2017 - age}-03-01`,
			age: null,
			division: null,
			club: null
		};
	});
	const passings: Passing[] = [];
	for (const participant of participants) {
		const pace = FASTEST_MS_PER_M + random.uniform() * (SLOWEST_MS_PER_M - FASTEST_MS_PER_M);
		const startMs = GUN + Math.floor(random.uniform() * 600_000);
		course.forEach((checkpoint, leg) => {
			const atMs = startMs + Math.floor((checkpoint.distanceM ?? 0) * pace);
			passings.push({
				id: uuid(),
				device: `${checkpoint.slug}-a`,
				seq: passings.length,
				checkpoint: checkpoint.slug,
				kind: 'scan',
				participantId: participant.id,
				read: participant.bib,
				atMs,
				offsetMs: leg,
				uncertaintyMs: 20,
				resolutionMs: 1,
				receivedMs: atMs + 1_000,
				assigned: true
			});
		});
	}
	shuffle(passings, random.uniform);
	const race: Race = {
		slug: 'synthetic',
		name: 'Synthetic race',
		distanceM: 9 * LEG_M,
		rankBy: 'gun',
		rounding: 'second-up',
		ties: 'share',
		startWindowMs: 900_000,
		ageOn: 'race-day',
		date: '2018-06-10',
		waves: [{ slug: 'all', gunStartMs: GUN }],
		checkpoints: course,
		divisions,
		fallbackDivision: null,
		awards: [],
		teams: []
	};
	return { race, participants, passings };
}

function hexadecimal(uniform: () => number, digits: number): string {
	let text = '';
	while (text.length < digits) text += Math.floor(uniform() * 16).toString(16);
	return text;
}

function shuffle(items: unknown[], uniform: () => number): void {
	for (let last = items.length - 1; last > 0; last--) {
		const other = Math.floor(uniform() * (last + 1));
		[items[last], items[other]] = [items[other], items[last]];
	}
}
