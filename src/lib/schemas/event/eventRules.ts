/** What must hold between the fields of an event document. */
import { z } from 'zod';

/**
 * The document as far as it is well-formed: what is not reads as undefined, and the rules about it are silent, since
 * its own fault is reported already.
 */
const text = z.string().optional().catch(undefined);
const number = z.number().nullish().catch(undefined);
const loose = <S extends z.ZodRawShape>(shape: S) =>
	z.preprocess((value) => (isRecord(value) ? value : {}), z.object(shape));
const isRecord = (value: unknown): boolean =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = <T extends z.ZodType>(item: T) => z.array(item).catch([]);
const LooseRace = loose({
	slug: text,
	distanceM: number,
	startWindowMs: number,
	fallbackDivision: text,
	waves: listOf(loose({ slug: text })),
	checkpoints: listOf(loose({ slug: text, kind: text, distanceM: number, minTimeMs: number })),
	divisions: listOf(loose({ name: text, ageFrom: number, ageTo: number })),
	awards: listOf(loose({ division: text }))
});
const LooseEvent = loose({
	registrationOpensAt: number,
	registrationClosesAt: number,
	races: listOf(LooseRace)
});

type Race = z.output<typeof LooseRace>;
type Add = (path: (string | number)[], message: string) => void;

/** 2:00 min/km: the least plausible time of a checkpoint that names none. */
const FASTEST_MS_PER_M = 120;

export function checkEventRules(value: unknown, context: z.RefinementCtx): void {
	const event = LooseEvent.parse(value);
	const add: Add = (path, message) => context.addIssue({ code: 'custom', path, message });
	const { registrationOpensAt: opens, registrationClosesAt: closes, races } = event;
	if (opens && closes && closes <= opens)
		add(['registrationClosesAt'], 'must be later than registrationOpensAt');
	unique(add, { path: ['races'], field: 'slug', values: races.map(({ slug }) => slug) });
	races.forEach((race, i) => {
		const addHere: Add = (path, message) => add(['races', i, ...path], message);
		const { waves, checkpoints, divisions } = race;
		unique(addHere, { path: ['waves'], field: 'slug', values: waves.map(({ slug }) => slug) });
		unique(addHere, { path: ['checkpoints'], field: 'slug', values: checkpoints.map(({ slug }) => slug) });
		unique(addHere, { path: ['divisions'], field: 'name', values: divisions.map(({ name }) => name) });
		checkLines(addHere, race);
		checkDistances(addHere, race);
		checkDivisions(addHere, race);
	});
}

function unique(
	add: Add,
	{ path, field, values }: { path: string[]; field: string; values: (string | undefined)[] }
): void {
	values.forEach((value, i) => {
		const first = values.indexOf(value);
		if (value !== undefined && first < i) add([...path, i, field], `is the same as that of item ${first}`);
	});
}

function checkLines(add: Add, { checkpoints, startWindowMs, distanceM }: Race): void {
	// A kind that is missing or misspelt has its own fault, and may be the finish.
	if (checkpoints.length === 0 || checkpoints.some(({ kind }) => kind === undefined)) return;
	const at = (...kinds: string[]) =>
		checkpoints.flatMap(({ kind }, i) => (kind && kinds.includes(kind) ? [i] : []));
	const finishes = at('finish', 'start-finish');
	const starts = at('start', 'start-finish');
	if (finishes.length === 0) add(['checkpoints'], 'must have a finish (or a start-finish)');
	for (const i of finishes.slice(1)) add(['checkpoints', i, 'kind'], 'is a second finish; a race has one');
	for (const i of starts.slice(1))
		if (!finishes.slice(1).includes(i)) add(['checkpoints', i, 'kind'], 'is a second start; a race has one');
	const line = checkpoints.find(({ kind }) => kind === 'start-finish');
	if (!line) return;
	const minTimeMs = line.minTimeMs ?? (distanceM ? distanceM * FASTEST_MS_PER_M : null);
	const windowMs = startWindowMs ?? 900_000;
	if (minTimeMs !== null && windowMs > minTimeMs)
		add(
			['startWindowMs'],
			`must be at most the minTimeMs (${minTimeMs}) of the start-finish line, where it is ${windowMs}`
		);
}

function checkDistances(add: Add, { checkpoints, distanceM }: Race): void {
	checkpoints.forEach((checkpoint, i) => {
		if (distanceM && checkpoint.distanceM && checkpoint.distanceM > distanceM)
			add(['checkpoints', i, 'distanceM'], `must be at most the race's distance (${distanceM})`);
	});
}

function checkDivisions(add: Add, { divisions, fallbackDivision, awards }: Race): void {
	divisions.forEach(({ ageFrom, ageTo }, i) => {
		if (typeof ageFrom === 'number' && typeof ageTo === 'number' && ageTo < ageFrom)
			add(['divisions', i, 'ageTo'], `must be at least ageFrom (${ageFrom})`);
	});
	const isDivision = (name: string): boolean => divisions.some((division) => division.name === name);
	if (fallbackDivision && !isDivision(fallbackDivision))
		add(['fallbackDivision'], 'must be the name of one of the divisions');
	awards.forEach(({ division }, i) => {
		if (division && !isDivision(division))
			add(['awards', i, 'division'], 'must be the name of one of the divisions');
	});
}
