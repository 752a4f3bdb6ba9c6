/**
 * Which finish token belongs to which bib. Both are read in the chute, in one picture or one after the other, in either
 * order. A token that could belong to several bibs belongs to none: the matching trusts tokens more than anything else.
 */

export interface Place {
	x: number;
	y: number;
}

export interface Seen {
	/** Centre in the picture; null: typed, or from a hand scanner. */
	place: Place | null;
}

export interface PictureOfTokens {
	tokens: readonly (Seen & { number: number })[];
	bibs: readonly Seen[];
}

export interface Paired {
	/** For each bib in the order given; null: without a token. */
	tokens: (number | null)[];
	/** Numbers that belong to nobody for certain; the volunteer reads them again. */
	dropped: number[];
}

/** A token read alone waits this long for its bib. */
export const TOKEN_WAITS_MS = 10_000;
/** So long a token that follows a bib may still turn out to be the next runner's, whose bib is read a moment later. */
export const TOKEN_LOOK_MS = 800;

export class TokenPairing {
	#held: { number: number; atMs: number } | null = null;

	/** The token that waits for its bib; null also when it waited too long. */
	waiting(atMs: number): number | null {
		return this.#held && atMs - this.#held.atMs <= TOKEN_WAITS_MS ? this.#held.number : null;
	}

	/** Takes what one picture shows, or what was typed. `atMs`: any clock that does not go back. */
	take({ tokens, bibs }: PictureOfTokens, atMs: number): Paired {
		const before = this.waiting(atMs);
		const numbers = tokens.map(({ number }) => number);
		const none = bibs.map(() => null);
		if (bibs.length === 0) {
			if (tokens.length === 0) return { tokens: [], dropped: [] };
			const [only] = numbers;
			this.#held = tokens.length === 1 && only !== undefined ? { number: only, atMs } : null;
			const replaced = before !== null && before !== only ? [before] : [];
			return { tokens: [], dropped: tokens.length === 1 ? replaced : [...replaced, ...numbers] };
		}
		this.#held = null;
		const left = before === null ? [] : [before];
		if (tokens.length === 0)
			return bibs.length === 1 ? { tokens: [before], dropped: [] } : { tokens: none, dropped: left };
		if (tokens.length !== bibs.length) return { tokens: none, dropped: [...left, ...numbers] };
		const nearest = bibs.length === 1 ? numbers : byNearness(bibs, tokens);
		return nearest ? { tokens: nearest, dropped: left } : { tokens: none, dropped: [...left, ...numbers] };
	}

	/** The waiting token was given to the bib before it. */
	settle(): void {
		this.#held = null;
	}
}

/** Each bib's nearest token; null where two bibs would want the same one, or places are not known. */
function byNearness(bibs: PictureOfTokens['bibs'], tokens: PictureOfTokens['tokens']): number[] | null {
	const chosen = bibs.map(({ place }) => {
		if (!place || tokens.some((token) => !token.place)) return null;
		const distance = (token: Seen) =>
			Math.hypot((token.place?.x ?? 0) - place.x, (token.place?.y ?? 0) - place.y);
		return tokens.reduce((best, token) => (distance(token) < distance(best) ? token : best)).number;
	});
	const known = chosen.filter((number) => number !== null);
	return new Set(known).size === bibs.length ? known : null;
}
