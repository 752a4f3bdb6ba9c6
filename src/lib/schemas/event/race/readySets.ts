/** Divisions and awards that many runs have, to be put into a form at once. */
import type { WrittenEventDocument } from '#lib/schemas/event/event.ts';
import type { RowPart } from './rows.ts';

type Division = NonNullable<WrittenEventDocument['races'][number]['divisions']>[number];
type Ages = Pick<Division, 'name' | 'ageFrom' | 'ageTo'>;
type Award = Partial<Record<RowPart<'award'>, string>>;

const AGES: Ages[] = [
	{ name: '–17', ageFrom: null, ageTo: 17 },
	{ name: '18–39', ageFrom: 18, ageTo: 39 },
	{ name: '40–59', ageFrom: 40, ageTo: 59 },
	{ name: '60+', ageFrom: 60, ageTo: null }
];
const DECADES: Ages[] = [
	{ name: '–17', ageFrom: null, ageTo: 17 },
	{ name: '18–29', ageFrom: 18, ageTo: 29 },
	{ name: '30–39', ageFrom: 30, ageTo: 39 },
	{ name: '40–49', ageFrom: 40, ageTo: 49 },
	{ name: '50–59', ageFrom: 50, ageTo: 59 },
	{ name: '60–69', ageFrom: 60, ageTo: 69 },
	{ name: '70+', ageFrom: 70, ageTo: null }
];
const SEXES = ['F', 'M'] as const;

const byAge = (ages: Ages[]): Division[] =>
	SEXES.flatMap((sex) => ages.map(({ name, ...bounds }) => ({ name: `${sex} ${name}`, sex, ...bounds })));

/** `sex`: two; `age`: by sex and four ages; `decades`: by sex and seven. */
export const DIVISION_SETS = {
	none: [],
	sex: SEXES.map((sex) => ({ name: sex, sex })),
	age: byAge(AGES),
	decades: byAge(DECADES)
} satisfies Record<string, Division[]>;
export type DivisionSet = keyof typeof DIVISION_SETS;

export const isDivisionSet = (name: string): name is DivisionSet => Object.hasOwn(DIVISION_SETS, name);

/** As the fields of a race's form hold them. */
export const divisionRows = (set: DivisionSet): Partial<Record<RowPart<'division'>, string>>[] =>
	(DIVISION_SETS[set] as Division[]).map(({ name, sex, ageFrom, ageTo }) => ({
		name,
		sex: sex ?? '',
		from: String(ageFrom ?? ''),
		to: String(ageTo ?? '')
	}));

/** `sexes`: the first three women and men; `divisions`: and the first of each division who is not among them. */
export const AWARD_SETS: Record<'sexes' | 'divisions', (divisions: string[]) => Award[]> = {
	sexes: () => SEXES.map((sex) => ({ name: sex, sex, rankBy: 'gun', depth: '3', exclusive: '' })),
	divisions: (divisions) => [
		...SEXES.map((sex) => ({ name: sex, sex, rankBy: 'gun', depth: '3', exclusive: 'yes' })),
		...divisions.map((division) => ({ name: division, division, rankBy: 'gun', depth: '1', exclusive: '' }))
	]
};
