/** Turns what zod found into faults that name the place (JSON pointer), the value and the rule. */
import type { z } from 'zod';
import { err, ok, type Result } from '#lib/domain/result.ts';
import type { Fault } from './problem.ts';

type Path = readonly PropertyKey[];

/** RFC 6901: `~` and `/` inside a name are escaped; the whole document is the empty pointer. */
export const pointerOf = (path: Path): string =>
	path.map((step) => `/${shortened(String(step)).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** A sender's own name for something is told to this length. */
const SHOWN_NAME = 100;
const shortened = (name: string): string =>
	name.length > SHOWN_NAME ? `${name.slice(0, SHOWN_NAME)}…` : name;

/** More are not made: nobody reads them, and a hostile document has as many as it has bytes. */
export const MOST_FAULTS = 50;

/** Parses `input`; on failure the first faults found, up to MOST_FAULTS, in the order of the document. */
export function parseWith<S extends z.ZodType>(schema: S, input: unknown): Result<z.output<S>, Fault[]> {
	const parsed = schema.safeParse(input);
	return parsed.success ? ok(parsed.data) : err(faultsOf(parsed.error, input));
}

export function faultsOf(error: z.ZodError, input: unknown): Fault[] {
	const faults: Fault[] = [];
	for (const issue of error.issues) {
		if (faults.length >= MOST_FAULTS) break;
		faults.push(...faultsOfIssue(issue, input));
	}
	return faults.slice(0, MOST_FAULTS);
}

/** True when nothing else is wrong than names that the document does not have. */
export const onlyUnknownFields = (faults: Fault[]): boolean =>
	faults.every(({ message }) => message.startsWith(UNKNOWN_FIELD));

const UNKNOWN_FIELD = 'unknown field';

function faultsOfIssue(issue: z.core.$ZodIssue, input: unknown): Fault[] {
	if (issue.code === 'unrecognized_keys')
		return issue.keys.slice(0, MOST_FAULTS).map((key) => ({
			pointer: pointerOf([...issue.path, key]),
			message: `${UNKNOWN_FIELD} "${shortened(key)}"`
		}));
	const found = valueAt(input, issue.path);
	const fault: Fault = { pointer: pointerOf(issue.path), message: messageOf(issue, found) };
	if (isShown(found)) fault.value = found;
	return [fault];
}

function messageOf(issue: z.core.$ZodIssue, found: unknown): string {
	if (found === undefined && issue.code !== 'custom') return 'is required';
	switch (issue.code) {
		case 'invalid_type':
			return issue.message.startsWith('Invalid input') ? `must be ${article(issue.expected)}` : issue.message;
		case 'invalid_value':
			return `must be one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
		case 'too_small':
			return limit(issue, issue.inclusive ? 'at least' : 'more than', issue.minimum);
		case 'too_big':
			return limit(issue, issue.inclusive ? 'at most' : 'less than', issue.maximum);
		default:
			return issue.message;
	}
}

const article = (type: string): string =>
	type === 'int' ? 'a whole number' : `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;

function limit(issue: { origin: string }, relation: string, bound: number | bigint): string {
	if (issue.origin === 'string') return `must have ${relation} ${bound} characters`;
	if (issue.origin === 'array') return `must have ${relation} ${bound} items`;
	return `must be ${relation} ${bound}`;
}

function valueAt(input: unknown, path: Path): unknown {
	let value = input;
	for (const step of path) {
		if (typeof value !== 'object' || value === null) return undefined;
		value = (value as Record<PropertyKey, unknown>)[step];
	}
	return value;
}

/** Short plain values are shown back; long ones and structures would drown the message. */
const isShown = (value: unknown): boolean =>
	value === null ||
	typeof value === 'number' ||
	typeof value === 'boolean' ||
	(typeof value === 'string' && value.length <= 100);
