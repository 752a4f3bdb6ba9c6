import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	bodyOf,
	HeartbeatAnswerSchema,
	PairedAnswerSchema,
	ProgressAnswerSchema,
	RosterAnswerSchema,
	TimeAnswerSchema
} from './answers.ts';

const event = { slug: 'run', name: 'Run', date: '2026-06-10', timeZone: 'Europe/Chisinau' };
const checkpoint = {
	slug: 'finish',
	kind: 'finish',
	distanceM: 5000,
	minTimeMs: 0,
	maxOccurrences: 1,
	gapMs: 0,
	devices: ['finish-a'],
	agreeMs: 0
};
const race = {
	slug: '5k',
	name: '5 km',
	distanceM: 5000,
	startWindowMs: 0,
	waves: [{ slug: 'all', gunStart: null }],
	checkpoints: [checkpoint]
};
const runner = {
	bib: '7',
	race: '5k',
	seenAt: null,
	seenMs: 1,
	next: 'finish',
	expectedMs: 2,
	overdueMs: 3
};

const ANSWERS = {
	pairing: [
		PairedAnswerSchema,
		{ token: 't', device: 'finish-a', event, checkpoint: 'finish', role: 'line' }
	],
	heartbeat: [HeartbeatAnswerSchema, { checkpoint: 'finish', role: 'tap', released: true }],
	roster: [
		RosterAnswerSchema,
		{ event, races: [race], bibs: [{ bib: '7', code: 'c', race: '5k', wave: 'all' }] }
	],
	progress: [ProgressAnswerSchema, { onCourse: [runner], neverSeen: 4 }],
	time: [TimeAnswerSchema, { nowMs: 1 }]
} as const;

/** Each place in a document, as the keys that lead to it. */
const placesOf = (value: unknown, path: (string | number)[] = []): (string | number)[][] =>
	typeof value !== 'object' || value === null
		? [path]
		: [
				...(path.length > 0 ? [path] : []),
				...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...path, key]))
			];

const withOdd = (document: unknown, path: (string | number)[], odd: unknown): unknown => {
	const copy = structuredClone(document) as Record<string | number, unknown>;
	let at = copy;
	for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
	at[path.at(-1) ?? ''] = odd;
	return copy;
};

describe.each(Object.entries(ANSWERS))('the answer to a %s', (_name, [schema, document]) => {
	test('is read as it is, without what a newer server adds', () => {
		expect(bodyOf({ body: { ...document, addedLater: 1 } }, schema as never)).toEqual(document);
	});

	test('is none when any part of it has another shape', () => {
		for (const path of placesOf(document))
			expect([path, bodyOf({ body: withOdd(document, path, Symbol('odd')) }, schema as never)]).toEqual([
				path,
				null
			]);
	});

	test('is none for a portal’s page or any other JSON, and never fails', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (body) => {
				expect(bodyOf({ body }, schema as never)).toBeNull();
			})
		);
		expect(bodyOf(null, schema as never)).toBeNull();
	});
});

test('a server from before phones were released does not release any', () => {
	expect(bodyOf({ body: { checkpoint: null, role: null } }, HeartbeatAnswerSchema)?.released).toBe(false);
});
