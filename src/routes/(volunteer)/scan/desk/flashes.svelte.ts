/** What the board shows large: each flash is shown and felt, the same one twice as well. */
import type { Feedback } from '#lib/scanner/feedback.ts';
import type { Words } from './verdictWords.ts';

export interface Flash extends Words {
	/** Counts up, so that the same flash twice is seen twice. */
	turn: number;
}

export class Flashes {
	latest = $state.raw<Flash | null>(null);
	#turn = 0;

	readonly #feedback: Feedback;

	constructor(feedback: Feedback) {
		this.#feedback = feedback;
	}

	show(words: Words): void {
		this.latest = { ...words, turn: ++this.#turn };
		this.#feedback.give(words.mood);
	}
}
