/** zod schemas as JSON Schema for OpenAPI 3.1: what has an id becomes a component, the rest stands where it is used. */
import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

/** Which side of a schema is shown: what is sent (`input`), or what comes out of it. */
type Side = 'input' | 'output';

export class SchemaComponents {
	readonly #components = new Map<string, JsonSchema>();

	/** The schema with references to components, which are collected. */
	show(schema: z.ZodType, side: Side = 'input'): JsonSchema {
		const shown: JsonSchema = z.toJSONSchema(schema, {
			io: side,
			// Transforms have no schema of their own: what is sent is shown, and that is text or number before them.
			unrepresentable: 'any'
		});
		for (const [id, definition] of Object.entries((shown.$defs ?? {}) as Record<string, JsonSchema>))
			this.#components.set(id, componentOf(definition));
		return componentOf(shown);
	}

	/** By id, sorted. */
	all(): Record<string, JsonSchema> {
		return Object.fromEntries([...this.#components].sort(([a], [b]) => (a < b ? -1 : 1)));
	}
}

const DROPPED = ['$schema', '$defs', 'id'];

function componentOf(definition: JsonSchema): JsonSchema {
	const kept = Object.fromEntries(Object.entries(definition).filter(([key]) => !DROPPED.includes(key)));
	return JSON.parse(JSON.stringify(kept).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
