/** Divisions and awards that many runs have, to be put into a form at once. */
import type { RowPart } from './rows.ts';

type Division = Partial<Record<RowPart<'division'>, string>>;
type Award = Partial<Record<RowPart<'award'>, string>>;

const AGES = [
	['–17', '', '17'],
	['18–39', '18', '39'],
	['40–59', '40', '59'],
	['60+', '60', '']
] as const;
const DECADES = [
	['–17', '', '17'],
	['18–29', '18', '29'],
	['30–39', '30', '39'],
	['40–49', '40', '49'],
	['50–59', '50', '59'],
	['60–69', '60', '69'],
	['70+', '70', '']
] as const;
const SEXES = ['F', 'M'] as const;

const byAge = (ages: readonly (readonly [string, string, string])[]): Division[] =>
	SEXES.flatMap((sex) => ages.map(([name, from, to]) => ({ name: `${sex} ${name}`, sex, from, to })));

/** `sex`: two; `age`: by sex and four ages; `decades`: by sex and seven. */
export const DIVISION_SETS: Record<'sex' | 'age' | 'decades', Division[]> = {
	sex: SEXES.map((sex) => ({ name: sex, sex })),
	age: byAge(AGES),
	decades: byAge(DECADES)
};

/** `sexes`: the first three women and men; `divisions`: and the first of each division who is not among them. */
export const AWARD_SETS: Record<'sexes' | 'divisions', (divisions: string[]) => Award[]> = {
	sexes: () => SEXES.map((sex) => ({ name: sex, sex, rankBy: 'gun', depth: '3', exclusive: '' })),
	divisions: (divisions) => [
		...SEXES.map((sex) => ({ name: sex, sex, rankBy: 'gun', depth: '3', exclusive: 'yes' })),
		...divisions.map((division) => ({ name: division, division, rankBy: 'gun', depth: '1', exclusive: '' }))
	]
};
