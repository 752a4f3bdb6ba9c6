/** How large the tree of a JSON text is, told from its bytes before any tree is made of it. */

export interface JsonShape {
	/** Lists and objects inside one another. */
	depth: number;
	/** Fields of the fullest object. */
	keys: number;
	/** Items of the longest list. */
	items: number;
	/** Fields and items, all together. */
	values: number;
}

export const JSON_MEASURES = ['depth', 'keys', 'items', 'values'] as const satisfies (keyof JsonShape)[];

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPENS_LIST = 0x5b;
const OPENS_OBJECT = 0x7b;
const CLOSES_LIST = 0x5d;
const CLOSES_OBJECT = 0x7d;
const BLANK = 0x20;

/**
 * One pass over the bytes, with one counter for each level, that ends at the first measure beyond its bound (`excess`).
 * Exact for JSON without repeated names; what is no JSON gets some answer, and the parser refuses it.
 * @param bytes UTF-8
 */
export function measureJson(
	bytes: Uint8Array,
	bounds: JsonShape
): JsonShape & { excess: keyof JsonShape | null } {
	const shape = { depth: 0, keys: 0, items: 0, values: 0, excess: null as keyof JsonShape | null };
	const counts = new Uint32Array(bounds.depth + 1);
	const lists = new Uint8Array(bounds.depth + 1);
	let level = 0;
	/** Inside a list that has shown nothing yet. */
	let isFresh = false;

	const count = (measure: 'keys' | 'items'): void => {
		const own = (counts[level] ?? 0) + 1;
		counts[level] = own;
		shape.values++;
		if (own > shape[measure]) shape[measure] = own;
		if (own > bounds[measure]) shape.excess ??= measure;
		if (shape.values > bounds.values) shape.excess ??= 'values';
	};

	for (let at = 0; at < bytes.length && shape.excess === null; at++) {
		const byte = bytes[at] ?? BLANK;
		if (byte <= BLANK) continue;
		if (isFresh) {
			isFresh = false;
			if (byte !== CLOSES_LIST) count('items');
		}
		switch (byte) {
			case QUOTE:
				at = endOfText(bytes, at);
				break;
			case OPENS_LIST:
			case OPENS_OBJECT:
				level++;
				if (level > shape.depth) shape.depth = level;
				if (level > bounds.depth) shape.excess ??= 'depth';
				counts[level] = 0;
				lists[level] = byte === OPENS_LIST ? 1 : 0;
				isFresh = byte === OPENS_LIST;
				break;
			case CLOSES_LIST:
			case CLOSES_OBJECT:
				if (level > 0) level--;
				break;
			case COMMA:
				if (level > 0 && lists[level] === 1) count('items');
				break;
			case COLON:
				if (level > 0 && lists[level] === 0) count('keys');
				break;
		}
	}
	return shape;
}

/** Where the text that begins at the quote `from` ends. */
function endOfText(bytes: Uint8Array, from: number): number {
	let at = from + 1;
	while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
	return at;
}
