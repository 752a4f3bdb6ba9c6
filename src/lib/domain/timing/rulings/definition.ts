/** What a type of ruling states about itself. Its file is all there is of it, beside its line in table.ts and its texts. */
import type { Decided } from './decided.ts';
import type { FieldsOf, Need } from './fields.ts';
import type { RulingForm } from './form.ts';

export interface RulingBase {
	id: string;
	/** Order of the decisions, unique within the event; later rulings win over earlier ones of the same kind. */
	seq: number;
	/** When it was decided, epoch milliseconds. */
	atMs: number;
	by: string;
	why: string;
}

/** What a ruling touches: judged again when it is decided or revoked, and explained with it. */
export interface Touched {
	participants?: readonly string[];
	/** Passings that count differently, or for somebody else. */
	passings?: readonly string[];
	/** The gun of a wave, by its slug: everyone, since the windows of the waves depend on each other. */
	wave?: string;
	/** The passings of `participants` change hands. */
	swaps?: true;
}

/** What decides between the sentences of a type; null: the ruling has none. */
export interface RuledValue {
	valueMs: number | null;
	tapId: string | null;
}

/** Keys of texts in src/messages. */
export interface RulingWords {
	/** For these only; the last of a type's words is for all others. */
	when?: (value: RuledValue) => boolean;
	/** In the explanation of a result; may hold `{wave}` and `{time}`: an instant since the gun, or a duration. */
	explained: `timing_ruling_${string}`;
	/**
	 * In the lists of the desk; may hold `{wave}`, `{bib}`, `{other}`, `{bibs}`, `{checkpoint}`, and `{time}`: of the
	 * clock at the instant, the duration, or else the time of the passing.
	 */
	listed: `organiser_ruling_${string}`;
}

export interface RulingDefinition<
	N extends Need,
	W extends readonly [RulingWords, ...RulingWords[]],
	F extends RulingForm | null
> {
	/** What it must name. Everything else is refused, so that a mistyped ruling is not half obeyed. */
	needs: readonly N[];
	touches: (ruling: FieldsOf<N>) => Touched;
	/** Of several of one kind about one thing the last wins, unless the type says otherwise. */
	apply: (decided: Decided, ruling: RulingBase & FieldsOf<N>) => void;
	/** The first that fits is said. */
	words: W;
	/** Its form on the desk's page of a participant; null: it is decided on a page of its own. */
	form: F;
}

/** Holds a definition to its needs: `touches` and `apply` are given the fields that it asks for. */
export const defineRuling = <
	const N extends Need,
	const W extends readonly [RulingWords, ...RulingWords[]],
	const F extends RulingForm | null
>(
	definition: RulingDefinition<N, W, F>
): RulingDefinition<N, W, F> => definition;
