/** Every field that a schema has, and a value put into one of them: so that a test cannot forget a field. */
import { z } from 'zod';

export type Path = readonly (string | number)[];

interface Shape {
	$ref?: string;
	$defs?: Record<string, Shape>;
	anyOf?: Shape[];
	oneOf?: Shape[];
	properties?: Record<string, Shape>;
	required?: string[];
	items?: Shape;
	minItems?: number;
	type?: string;
	format?: string;
	enum?: unknown[];
	const?: unknown;
	default?: unknown;
	examples?: unknown[];
	minimum?: number;
}

/** The fields of what is sent, from a zod schema. */
export class SchemaFields {
	readonly #root: Shape;

	constructor(schema: z.ZodType) {
		this.#root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
	}

	/** Paths of all fields, nested ones too; a list's items stand for all by the first. The whole is `[]`. */
	paths(): Path[] {
		const found = new Map<string, Path>();
		const walk = (shape: Shape, path: Path): void => {
			found.set(JSON.stringify(path), path);
			for (const variant of this.#variants(shape)) {
				for (const [name, field] of Object.entries(variant.properties ?? {})) walk(field, [...path, name]);
				if (variant.items) walk(variant.items, [...path, 0]);
			}
		};
		walk(this.#root, []);
		return [...found.values()];
	}

	/** A copy of `whole` with `value` at `path`; what lies between and is missing is made as the schema wants it. */
	with(whole: unknown, path: Path, value: unknown): unknown {
		return this.#put(this.#root, { whole, path, value });
	}

	#put(shape: Shape, { whole, path, value }: { whole: unknown; path: Path; value: unknown }): unknown {
		const [step, ...rest] = path;
		if (step === undefined) return value;
		const variants = this.#variants(shape);
		const field = variants
			.map(({ properties, items }) => (typeof step === 'number' ? items : properties?.[step]))
			.find((found) => found !== undefined);
		if (!field) throw new Error(`the schema has no ${path.join('/')}`);
		const base = typeof whole === 'object' && whole !== null ? whole : this.#sample(shape);
		const inner = (base as Record<string | number, unknown>)[step];
		const put = this.#put(field, { whole: inner, path: rest, value });
		if (!Array.isArray(base)) return { ...(base as object), [step]: put };
		const list: unknown[] = [...base];
		list[Number(step)] = put;
		return list;
	}

	/** Something that the schema takes, as small as may be. */
	#sample(shape: Shape): unknown {
		const [variant = {}] = this.#variants(shape).filter(({ type }) => type !== 'null');
		const [listed] = variant.examples ?? variant.enum ?? [];
		const given = variant.const ?? listed ?? variant.default;
		if (given !== undefined && given !== null) return given;
		switch (variant.type) {
			case 'object':
				return Object.fromEntries(
					(variant.required ?? []).map((name) => [name, this.#sample(variant.properties?.[name] ?? {})])
				);
			case 'array':
				return (variant.minItems ?? 0) > 0 ? [this.#sample(variant.items ?? {})] : [];
			case 'number':
			case 'integer':
				return Math.max(1, variant.minimum ?? 1);
			case 'boolean':
				return true;
			default:
				return SAMPLES[variant.format ?? ''] ?? 'x';
		}
	}

	#variants(shape: Shape): Shape[] {
		if (shape.$ref) {
			const name = shape.$ref.split('/').at(-1) ?? '';
			return this.#variants(shape.$ref === '#' ? this.#root : (this.#root.$defs?.[name] ?? {}));
		}
		const variants = shape.anyOf ?? shape.oneOf;
		return variants ? variants.flatMap((variant) => this.#variants(variant)) : [shape];
	}
}

const SAMPLES: Record<string, string | undefined> = {
	'date-time': '2018-06-10T10:00:00.000+03:00',
	date: '2018-06-10',
	email: 'a@example.org',
	uuid: '00000000-0000-4000-8000-000000000001'
};
