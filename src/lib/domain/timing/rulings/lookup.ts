/** What the table says about one ruling. */
import type { Ruling, RulingType } from '#lib/domain/timing/facts/ruling.ts';
import type { Decided } from './decided.ts';
import type { RuledValue, RulingWords, Touched } from './definition.ts';
import type { Need } from './fields.ts';
import { RULINGS } from './table.ts';

interface Rule {
	touches: (ruling: Ruling) => Touched;
	apply: (decided: Decided, ruling: Ruling) => void;
}

/** That a ruling has the fields of its own type the compiler cannot follow through the table. */
const ruleOf = ({ type }: Ruling) => RULINGS[type] as unknown as Rule;

export const touchedBy = (ruling: Ruling): Touched => ruleOf(ruling).touches(ruling);

/** Adds to what is decided already. */
export const applyRuling = (decided: Decided, ruling: Ruling): void => ruleOf(ruling).apply(decided, ruling);

/** What a ruling of that type must name. */
export const needsOf = (type: RulingType): readonly Need[] => RULINGS[type].needs;

type WordsOf<T extends RulingType> = (typeof RULINGS)[T]['words'][number];

/** The keys of its sentences. */
export function wordsOf(type: RulingType, value: RuledValue): WordsOf<RulingType> {
	const { words } = RULINGS[type];
	return words.find(({ when }: RulingWords) => when?.(value) ?? true) ?? words[0];
}
