import { expect, test } from 'vitest';
import { TOKEN_WAITS_MS, TokenPairing } from './tokenPairing.ts';

const at = (x: number) => ({ place: { x, y: 0 } });
const token = (number: number, x = 0) => ({ number, ...at(x) });

test('a token and a bib in one picture belong together, whatever was read before', () => {
	const pairing = new TokenPairing();
	pairing.take({ tokens: [], bibs: [at(0)] }, 0);
	expect(pairing.take({ tokens: [token(31)], bibs: [at(5)] }, 2_000)).toEqual({ tokens: [31], dropped: [] });
});

test('a token read alone waits for the next bib, and for that one only', () => {
	const pairing = new TokenPairing();
	expect(pairing.take({ tokens: [token(31)], bibs: [] }, 0)).toEqual({ tokens: [], dropped: [] });
	expect(pairing.waiting(1_000)).toBe(31);
	expect(pairing.take({ tokens: [], bibs: [at(0)] }, 2_000)).toEqual({ tokens: [31], dropped: [] });
	expect(pairing.take({ tokens: [], bibs: [at(0)] }, 3_000)).toEqual({ tokens: [null], dropped: [] });
});

test('a token that waited too long belongs to nobody', () => {
	const pairing = new TokenPairing();
	pairing.take({ tokens: [token(31)], bibs: [] }, 0);
	expect(pairing.waiting(TOKEN_WAITS_MS)).toBe(31);
	expect(pairing.waiting(TOKEN_WAITS_MS + 1)).toBeNull();
	expect(pairing.take({ tokens: [], bibs: [at(0)] }, TOKEN_WAITS_MS + 1)).toEqual({
		tokens: [null],
		dropped: []
	});
});

test('two bibs in one picture do not share a waiting token', () => {
	const pairing = new TokenPairing();
	pairing.take({ tokens: [token(31)], bibs: [] }, 0);
	expect(pairing.take({ tokens: [], bibs: [at(0), at(9)] }, 1_000)).toEqual({
		tokens: [null, null],
		dropped: [31]
	});
});

test('several pairs in one picture go by nearness, and where that is not clear by nothing', () => {
	const clear = { tokens: [token(32, 10), token(31, 1)], bibs: [at(0), at(9)] };
	expect(new TokenPairing().take(clear, 0)).toEqual({ tokens: [31, 32], dropped: [] });
	const unclear = { tokens: [token(31, 4), token(32, 40)], bibs: [at(0), at(9)] };
	expect(new TokenPairing().take(unclear, 0)).toEqual({ tokens: [null, null], dropped: [31, 32] });
	const uneven = { tokens: [token(31)], bibs: [at(0), at(9)] };
	expect(new TokenPairing().take(uneven, 0)).toEqual({ tokens: [null, null], dropped: [31] });
});

test('a second token before a bib takes the place of the first, which is said', () => {
	const pairing = new TokenPairing();
	pairing.take({ tokens: [token(31)], bibs: [] }, 0);
	expect(pairing.take({ tokens: [token(32)], bibs: [] }, 500)).toEqual({ tokens: [], dropped: [31] });
	expect(pairing.take({ tokens: [], bibs: [at(0)] }, 900)).toEqual({ tokens: [32], dropped: [] });
	expect(pairing.take({ tokens: [token(33), token(34)], bibs: [] }, 2_000).dropped).toEqual([33, 34]);
});
