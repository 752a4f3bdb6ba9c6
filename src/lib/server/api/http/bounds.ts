/**
 * How much one request may ask for. Bounds of a body stand beside its endpoint's declaration, are checked before anything
 * is made of it, and are shown in the description.
 */
import type { JsonShape } from '#lib/schemas/base/jsonShape.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';

export interface BodyBounds extends JsonShape {
	/** As sent. */
	bytes: number;
	/** After decompression. */
	inflatedBytes: number;
}

const KB = 1024;
const MB = 1024 * KB;

/** One thing with a few fields: what a body is unless its endpoint says otherwise. */
export const SMALL_BODY: BodyBounds = {
	bytes: 16 * KB,
	inflatedBytes: 64 * KB,
	depth: 8,
	keys: 200,
	items: 200,
	values: 1_000
};

/** A document with lists in lists, such as an event with all its races. */
export const DOCUMENT_BODY: BodyBounds = {
	bytes: MB,
	inflatedBytes: 2 * MB,
	depth: 10,
	keys: 200,
	items: 500,
	values: 30_000
};

const FIELDS_AN_ITEM = 20;

/** A list of up to `items` flat items. */
export const listBody = (items: number): BodyBounds => ({
	bytes: 5 * MB,
	inflatedBytes: 5 * MB,
	depth: 8,
	keys: 50,
	items,
	values: items * FIELDS_AN_ITEM
});

/** CSV is read as a stream: bytes and rows of the whole, bytes and columns of a row. */
export const CSV_BOUNDS = { bytes: 50 * MB, rows: 50_000, rowBytes: 64 * KB, columns: 200 } as const;

/** Of every address, with or without a body. */
export const ADDRESS_BOUNDS = { pathCharacters: 1_000, queryCharacters: 2_000, queryKeys: 20 } as const;

export function refusalOfAddress(url: string): Refusal | null {
	const { pathCharacters, queryCharacters, queryKeys } = ADDRESS_BOUNDS;
	const [path = '', query = ''] = splitAt(url, url.indexOf('?'));
	if (path.length > pathCharacters) return tooLong(`the path is longer than ${pathCharacters} characters`);
	if (query.length > queryCharacters)
		return tooLong(`the query is longer than ${queryCharacters} characters`);
	if (query.split('&').length > queryKeys) return tooLong(`the query has more than ${queryKeys} parameters`);
	return null;
}

const splitAt = (text: string, at: number): string[] =>
	at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
const tooLong = (message: string): Refusal => ({ reason: 'invalid-request', message });

/** What a body is answered with that goes beyond a bound. */
export function refusalOfExcess(excess: keyof BodyBounds, bounds: BodyBounds): { ok: false; error: Refusal } {
	const most = bounds[excess];
	switch (excess) {
		case 'bytes':
			return refuse('too-large', `the body is larger than ${sizeOf(most)}`);
		case 'inflatedBytes':
			return refuse('too-large', `the body is larger than ${sizeOf(most)} when it is decompressed`);
		case 'depth':
			return refuse(
				'invalid-document',
				`lists and objects stand in one another more than ${most} levels deep`
			);
		case 'keys':
			return refuse('invalid-document', `an object has more than ${most} fields`);
		case 'items':
			return refuse('too-many-items', `a list has more than ${most} items; send them in several requests`);
		case 'values':
			return refuse('too-large', `the body has more than ${most} fields and items in all`);
	}
}

/** For people who read the description. */
export function wordsOfBounds({ bytes, inflatedBytes, depth, keys, items, values }: BodyBounds): string {
	const size =
		bytes === inflatedBytes ? sizeOf(bytes) : `${sizeOf(bytes)} (${sizeOf(inflatedBytes)} decompressed)`;
	return `At most ${size}, ${depth} levels deep, ${keys} fields an object, ${items} items a list, ${values} fields and items in all.`;
}

const sizeOf = (bytes: number): string => (bytes >= MB ? `${bytes / MB} MB` : `${bytes / KB} kB`);
