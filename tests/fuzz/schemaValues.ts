/** Values that a JSON Schema of the API's description allows. */
import fc from 'fast-check';
import type { JsonSchema } from '#lib/server/api/openapi/jsonSchemas.ts';
import type { Dice } from './dice.ts';

export interface Making {
	dice: Dice;
	/** `#/components/schemas/…` by name. */
	components: Record<string, JsonSchema>;
	/** Values that exist, by the name of the field. */
	ids: Record<string, string[]>;
	/** Epoch milliseconds that instants lie around. */
	aroundMs: number;
}

interface Shape {
	$ref?: string;
	anyOf?: Shape[];
	oneOf?: Shape[];
	allOf?: Shape[];
	enum?: unknown[];
	const?: unknown;
	type?: string | string[];
	format?: string;
	pattern?: string;
	minLength?: number;
	maxLength?: number;
	minimum?: number;
	maximum?: number;
	exclusiveMinimum?: number;
	items?: Shape;
	minItems?: number;
	maxItems?: number;
	properties?: Record<string, Shape>;
	required?: string[];
	default?: unknown;
}

const WORDS = ['Runner', 'Ștefan', 'Бегунья', 'Clubul „Olimp”', '5 km', 'finish-a', '🏃', "D'Arc"];
/** How often a field that may be left out is there. */
const PRESENT = 0.4;

/** @param name of the field, which tells what would exist there */
export function valueOf(schema: JsonSchema, making: Making, name = ''): unknown {
	const shape = schema as Shape;
	const { dice, components, ids } = making;
	if (shape.$ref) return valueOf(components[shape.$ref.split('/').at(-1) ?? ''] ?? {}, making, name);
	if (shape.const !== undefined) return shape.const;
	if (shape.enum) return dice.pick(shape.enum);
	const choice = shape.anyOf ?? shape.oneOf;
	if (choice) return valueOf(dice.pick(choice) as JsonSchema, making, name);
	if (shape.allOf?.[0]) return valueOf(shape.allOf[0] as JsonSchema, making, name);
	switch ([shape.type].flat()[0]) {
		case 'string':
			return textOf(shape, making, ids[name]);
		case 'integer':
		case 'number':
			return numberOf(shape, dice);
		case 'boolean':
			return dice.chance(0.5);
		case 'null':
			return null;
		case 'array': {
			const { minItems = 0, maxItems = 6, items = {} } = shape;
			const length = minItems + dice.below(Math.min(maxItems, minItems + 5) - minItems + 1);
			return Array.from({ length }, () => valueOf(items as JsonSchema, making, name));
		}
		case 'object': {
			const { properties = {}, required = [] } = shape;
			const kept = Object.entries(properties).filter(
				([property, { default: byDefault }]) =>
					(required.includes(property) && byDefault === undefined) || dice.chance(PRESENT)
			);
			return Object.fromEntries(
				kept.map(([property, part]) => [property, valueOf(part as JsonSchema, making, property)])
			);
		}
		default:
			return dice.pick([1, 'text', null, true]);
	}
}

function textOf(shape: Shape, { dice, aroundMs }: Making, existing: string[] | undefined): string {
	if (existing?.length) return dice.pick(existing);
	const { format, pattern, minLength = 0, maxLength = 60 } = shape;
	if (format === 'date-time') return new Date(aroundMs + dice.below(3_600_000)).toISOString();
	if (format === 'date') return `19${50 + dice.below(49)}-0${1 + dice.below(9)}-1${dice.below(10)}`;
	if (format === 'email') return `fuzz-${dice.below(500)}@example.org`;
	if (format === 'uuid') return dice.uuid();
	if (pattern) {
		return dice.pick(matching(pattern));
	}
	return dice.pick(WORDS).slice(0, maxLength).padEnd(minLength, 'x');
}

const samples = new Map<string, string[]>();

/** Texts that a pattern allows: some, made once, since making one takes longer than sending it. */
function matching(pattern: string): string[] {
	let texts = samples.get(pattern);
	if (!texts) {
		texts = fc.sample(fc.stringMatching(new RegExp(pattern), { size: 'small' }), { seed: 1, numRuns: 100 });
		samples.set(pattern, texts);
	}
	return texts;
}

function numberOf({ type, minimum, exclusiveMinimum, maximum }: Shape, dice: Dice): number {
	const least = minimum ?? (exclusiveMinimum === undefined ? 0 : exclusiveMinimum + 1);
	const most = Math.min(maximum ?? 1_000_000, least + 1_000_000);
	const whole = dice.chance(0.1) ? most : least + dice.below(most - least + 1);
	return type === 'integer' ? whole : Math.min(most, whole + 0.5);
}
