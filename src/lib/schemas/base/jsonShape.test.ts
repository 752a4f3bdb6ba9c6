import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JSON_MEASURES, measureJson, type JsonShape } from './jsonShape.ts';

const BOUNDLESS: JsonShape = { depth: 1000, keys: 1e9, items: 1e9, values: 1e9 };
const measured = (text: string, bounds: Partial<JsonShape> = {}) =>
	measureJson(new TextEncoder().encode(text), { ...BOUNDLESS, ...bounds });

/** The same measures, taken from the tree. */
function walked(value: unknown): JsonShape {
	if (typeof value !== 'object' || value === null) return { depth: 0, keys: 0, items: 0, values: 0 };
	const inside = Object.values(value);
	const shapes = inside.map(walked);
	const most = (measure: keyof JsonShape) => Math.max(0, ...shapes.map((shape) => shape[measure]));
	const own = inside.length;
	return {
		depth: 1 + most('depth'),
		keys: Math.max(most('keys'), Array.isArray(value) ? 0 : own),
		items: Math.max(most('items'), Array.isArray(value) ? own : 0),
		values: own + shapes.reduce((sum, { values }) => sum + values, 0)
	};
}

/** JSON with brackets, quotes and backslashes in its texts and names, on one line or many. */
const anyJson = fc
	.tuple(
		fc.jsonValue({
			stringUnit: fc.constantFrom('[', ']', '{', '}', '"', '\\', ',', ':', ' ', 'ț', '\n', 'a')
		}),
		fc.constantFrom(undefined, '\t', 3)
	)
	.map(([value, indent]) => JSON.stringify(value, null, indent));

describe('measuring JSON by its bytes', () => {
	test('agrees with a walk through the parsed tree', () => {
		fc.assert(
			fc.property(anyJson, (text) => {
				expect(measured(text)).toEqual({ ...walked(JSON.parse(text)), excess: null });
			}),
			{ numRuns: 2000 }
		);
	});

	test('finds an excess exactly where a measure of the tree is beyond its bound', () => {
		const bound = fc.integer({ min: 0, max: 4 });
		fc.assert(
			fc.property(
				anyJson,
				fc.record({ depth: bound, keys: bound, items: bound, values: bound }),
				(text, bounds) => {
					const shape = walked(JSON.parse(text));
					const beyond = JSON_MEASURES.filter((measure) => shape[measure] > bounds[measure]);
					const { excess } = measured(text, bounds);
					if (beyond.length === 0) expect(excess).toBeNull();
					else expect(beyond).toContain(excess);
				}
			),
			{ numRuns: 2000 }
		);
	});

	test('ends for any bytes, JSON or not', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
				expect(measureJson(bytes, BOUNDLESS).values).toBeLessThanOrEqual(bytes.length);
			})
		);
	});

	test('an open bracket without an end is as deep as it looks', () => {
		expect(measured('['.repeat(100_000), { depth: 8 })).toMatchObject({ depth: 9, excess: 'depth' });
	});

	test('what stands in a text counts for nothing', () => {
		expect(measured(String.raw`{"a\"[[[{,:":"]\\\"[,,,"}`)).toMatchObject({ depth: 1, keys: 1, values: 1 });
	});
});
