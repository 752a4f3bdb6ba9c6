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
	ageFrom: number,
	ageTo: number,
	timed: z.boolean().default(true).catch(true),
	startWindowMs: number,
	fallbackDivision: text,
	bibs: loose({ from: number, to: number }),
	waves: listOf(loose({ slug: text })),
	/** Null: no list, which is a fault of its own. */
	checkpoints: z
		.array(loose({ slug: text, kind: text, distanceM: number, minTimeMs: number }))
		.nullable()
		.catch(null),
	divisions: listOf(loose({ name: text, ageFrom: number, ageTo: number })),
	awards: listOf(loose({ division: text })),
	teams: listOf(z.unknown())
});
const LooseQuestion = loose({
	slug: text,
	kind: text,
	asked: z.boolean().optional().catch(undefined),
	races: listOf(z.string()),
	choices: listOf(loose({ slug: text }))
});
const LooseEvent = loose({
	questions: listOf(LooseQuestion),
	registrationOpensAt: number,
	registrationClosesAt: number,
	races: listOf(LooseRace)
});

type Race = z.output<typeof LooseRace>;
type Checkpoints = { checkpoints: NonNullable<Race['checkpoints']> };
type Add = (path: (string | number)[], rule: EventRule, limit?: number | string) => void;

/** What each rule says to programs; pages word the same rules in their reader's language. */
const RULES = {
	'later-than-opening': () => 'must be later than registrationOpensAt',
	repeated: (item) => `is the same as that of item ${item}`,
	'no-finish': () => 'must have a finish (or a start-finish)',
	'second-finish': () => 'is a second finish; a race has one',
	'second-start': () => 'is a second start; a race has one',
	'start-window': (most) => `must be at most the minTimeMs (${most}) of the start-finish line`,
	'beyond-race': (most) => `must be at most the race's distance (${most})`,
	'age-order': (from) => `must be at least ageFrom (${from})`,
	'no-division': () => 'must be the name of one of the divisions',
	'no-such-race': () => 'must be the slug of one of the races',
	'too-few-choices': () => 'must have at least two choices',
	bibs: (from) => `must be at least from (${from})`,
	overlap: (other) => `overlaps the bibs of item ${other}`,
	'not-in-walk': () => 'must be start: the race is not timed',
	'none-in-walk': () => 'must be empty: the race is not timed'
} satisfies Record<string, (limit: number | string) => string>;
export type EventRule = keyof typeof RULES;

/** The rule between fields that an issue is about, and its bound; null: it is about a field by itself. */
export function ruleOf(issue: z.core.$ZodIssue): { rule: EventRule; limit: number | string } | null {
	const { rule, limit } = (issue.code === 'custom' && issue.params) || {};
	return typeof rule === 'string' && Object.hasOwn(RULES, rule)
		? { rule: rule as EventRule, limit: limit as number | string }
		: null;
}

/** 2:00 min/km: the least plausible time of a checkpoint that names none. */
const FASTEST_MS_PER_M = 120;

export function checkEventRules(value: unknown, context: z.RefinementCtx): void {
	const event = LooseEvent.parse(value);
	const add: Add = (path, rule, limit = '') =>
		context.addIssue({ code: 'custom', path, message: RULES[rule](limit), params: { rule, limit } });
	const { registrationOpensAt: opens, registrationClosesAt: closes, races } = event;
	if (opens && closes && closes <= opens) add(['registrationClosesAt'], 'later-than-opening');
	checkQuestions(add, event);
	unique(add, { path: ['races'], field: 'slug', values: races.map(({ slug }) => slug) });
	checkBibs(add, races);
	races.forEach((race, i) => {
		const addHere: Add = (path, ...rule) => add(['races', i, ...path], ...rule);
		const { waves, divisions } = race;
		const checkpoints = race.checkpoints ?? [];
		unique(addHere, { path: ['waves'], field: 'slug', values: waves.map(({ slug }) => slug) });
		unique(addHere, { path: ['checkpoints'], field: 'slug', values: checkpoints.map(({ slug }) => slug) });
		unique(addHere, { path: ['divisions'], field: 'name', values: divisions.map(({ name }) => name) });
		if (!race.timed) checkWalk(addHere, { ...race, checkpoints });
		else if (race.checkpoints) checkLines(addHere, { ...race, checkpoints });
		checkDistances(addHere, { ...race, checkpoints });
		checkDivisions(addHere, race);
		if (!inOrder(race)) addHere(['ageTo'], 'age-order', race.ageFrom ?? '');
	});
}

function unique(
	add: Add,
	{ path, field, values }: { path: string[]; field: string; values: (string | undefined)[] }
): void {
	values.forEach((value, i) => {
		const first = values.indexOf(value);
		if (value !== undefined && first < i) add([...path, i, field], 'repeated', first);
	});
}

function checkQuestions(add: Add, { questions, races }: z.output<typeof LooseEvent>): void {
	unique(add, { path: ['questions'], field: 'slug', values: questions.map(({ slug }) => slug) });
	const isRace = (wanted: string): boolean => races.some(({ slug }) => slug === wanted);
	questions.forEach(({ kind, asked, races, choices }, i) => {
		unique((path, ...rule) => add(['questions', i, ...path], ...rule), {
			path: ['choices'],
			field: 'slug',
			values: choices.map(({ slug }) => slug)
		});
		if (asked !== false && (kind === 'choice' || kind === 'size') && choices.length < 2)
			add(['questions', i, 'choices'], 'too-few-choices');
		races.forEach((race, j) => {
			if (!isRace(race)) add(['questions', i, 'races', j], 'no-such-race');
		});
	});
}

function checkBibs(add: Add, races: readonly Race[]): void {
	const ranges = races.map(({ bibs: { from, to } }) => (from && to && from <= to ? { from, to } : null));
	races.forEach(({ bibs: { from, to } }, i) => {
		if (from && to && to < from) add(['races', i, 'bibs', 'to'], 'bibs', from);
		const range = ranges[i];
		const other = ranges.findIndex(
			(one, at) => at < i && one && range && one.from <= range.to && range.from <= one.to
		);
		const shared = ranges[other];
		if (shared) add(['races', i, 'bibs', 'from'], 'overlap', `${other}, ${shared.from} to ${shared.to}`);
	});
}

function checkLines(add: Add, { checkpoints, startWindowMs, distanceM }: Race & Checkpoints): void {
	// A kind that is missing or misspelt has its own fault, and may be the finish.
	if (checkpoints.some(({ kind }) => kind === undefined)) return;
	const at = (...kinds: string[]) =>
		checkpoints.flatMap(({ kind }, i) => (kind && kinds.includes(kind) ? [i] : []));
	const finishes = at('finish', 'start-finish');
	const starts = at('start', 'start-finish');
	if (finishes.length === 0) add(['checkpoints'], 'no-finish');
	for (const i of finishes.slice(1)) add(['checkpoints', i, 'kind'], 'second-finish');
	for (const i of starts.slice(1))
		if (!finishes.slice(1).includes(i)) add(['checkpoints', i, 'kind'], 'second-start');
	const line = checkpoints.find(({ kind }) => kind === 'start-finish');
	if (!line) return;
	const minTimeMs = line.minTimeMs ?? (distanceM ? distanceM * FASTEST_MS_PER_M : null);
	const windowMs = startWindowMs ?? 900_000;
	if (minTimeMs !== null && windowMs > minTimeMs) add(['startWindowMs'], 'start-window', minTimeMs);
}

/** Nothing of a walk says that somebody's time is taken; a start is where bibs are handed out. */
function checkWalk(add: Add, { checkpoints, awards, teams }: Race & Checkpoints): void {
	checkpoints.forEach(({ kind }, i) => {
		if (kind && kind !== 'start') add(['checkpoints', i, 'kind'], 'not-in-walk');
	});
	if (awards.length > 0) add(['awards'], 'none-in-walk');
	if (teams.length > 0) add(['teams'], 'none-in-walk');
}

function checkDistances(add: Add, { checkpoints, distanceM }: Race & Checkpoints): void {
	checkpoints.forEach((checkpoint, i) => {
		if (distanceM && checkpoint.distanceM && checkpoint.distanceM > distanceM)
			add(['checkpoints', i, 'distanceM'], 'beyond-race', distanceM);
	});
}

function checkDivisions(add: Add, { divisions, fallbackDivision, awards }: Race): void {
	divisions.forEach((division, i) => {
		if (!inOrder(division)) add(['divisions', i, 'ageTo'], 'age-order', division.ageFrom ?? '');
	});
	const isDivision = (name: string): boolean => divisions.some((division) => division.name === name);
	if (fallbackDivision && !isDivision(fallbackDivision)) add(['fallbackDivision'], 'no-division');
	awards.forEach(({ division }, i) => {
		if (division && !isDivision(division)) add(['awards', i, 'division'], 'no-division');
	});
}

const inOrder = ({
	ageFrom,
	ageTo
}: {
	ageFrom?: number | null | undefined;
	ageTo?: number | null | undefined;
}): boolean => typeof ageFrom !== 'number' || typeof ageTo !== 'number' || ageFrom <= ageTo;
