/** Gives out free bib numbers one after another: each the lowest that nobody bears, as `nextBibNumber` does for one. */
export class BibNumbers {
	readonly #taken = new Set<number>();
	#next = 1;

	/** @param taken bibs of the event and those that the list asks for; `007` keeps 7 out of use too. */
	constructor(taken: Iterable<string>) {
		for (const bib of taken) if (/^[0-9]+$/.test(bib)) this.#taken.add(Number(bib));
	}

	next(): string {
		while (this.#taken.has(this.#next)) this.#next += 1;
		return String(this.#next++);
	}
}
