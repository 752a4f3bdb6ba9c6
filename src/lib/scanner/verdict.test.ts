import { describe, expect, test } from 'vitest';
import type { Roster } from '#lib/schemas/pairing.ts';
import type { TimedRead } from './read.ts';
import { PhoneJudge, type Verdict } from './verdict.ts';

const GUN_MS = Date.UTC(2026, 5, 10, 7);
const checkpoint = { maxOccurrences: 1, gapMs: 60_000, devices: [], agreeMs: 5_000 };

const rosterWith = (gunStart: string | null): Roster => ({
	event: { slug: 'run', name: 'Run', date: '2026-06-10', timeZone: 'Europe/Chisinau' },
	races: [
		{
			slug: '5k',
			name: '5 km',
			distanceM: 5000,
			startWindowMs: 900_000,
			waves: [{ slug: 'all', gunStart }],
			checkpoints: [
				{ ...checkpoint, slug: 'start', kind: 'start', distanceM: 0, minTimeMs: 0 },
				{ ...checkpoint, slug: 'finish', kind: 'finish', distanceM: 5000, minTimeMs: 600_000 }
			]
		},
		{
			slug: 'kids',
			name: 'Kids’ mile',
			distanceM: 1609,
			startWindowMs: 900_000,
			waves: [{ slug: 'all', gunStart }],
			checkpoints: [{ ...checkpoint, slug: 'park', kind: 'finish', distanceM: 1609, minTimeMs: 100_000 }]
		}
	],
	bibs: [
		{ bib: '42', code: 'K7Q2M9XA4T', race: '5k', wave: 'all' },
		{ bib: 'K1', code: 'A7Q2M9XA4T', race: 'kids', wave: 'all' },
		{ bib: '900', code: 'B7Q2M9XA4T', race: null, wave: null }
	]
});

let seq = 0;
const readAt = (sinceGunMs: number, at = 'finish'): TimedRead => ({
	id: `read-${++seq}`,
	event: 'run',
	seq,
	checkpoint: at,
	kind: 'manual',
	bib: '42',
	code: null,
	lane: null,
	token: null,
	atMs: GUN_MS + sinceGunMs,
	clockId: 'clock',
	offsetMs: null,
	uncertaintyMs: null,
	state: 'queued',
	answer: null,
	reason: null,
	holdUntilMs: 0
});

const started = (): PhoneJudge => new PhoneJudge(rosterWith(new Date(GUN_MS).toISOString()));
const statusOf = (verdict: Verdict): string => (verdict.kind === 'judged' ? verdict.status : verdict.kind);

describe('what the phone says offline', () => {
	test('a finish after the least plausible time counts', () => {
		expect(started().judge('42', readAt(1_500_000), 0)).toEqual({
			kind: 'judged',
			bib: '42',
			status: 'counted',
			earlierMs: null
		});
	});

	test('a second finish does not count, and says when the first was', () => {
		const judge = started();
		const first = readAt(1_500_000);
		judge.remember('42', first);
		const verdict = judge.judge('42', readAt(1_700_000), 0);
		expect(statusOf(verdict)).not.toBe('counted');
		expect(verdict).toMatchObject({ earlierMs: first.atMs });
	});

	test('a read that was taken back no longer stands before the next', () => {
		const judge = started();
		const first = readAt(1_500_000);
		judge.remember('42', first);
		judge.forget(first.id);
		expect(statusOf(judge.judge('42', readAt(1_700_000), 0))).toBe('counted');
	});

	test('too early for a finish', () =>
		expect(statusOf(started().judge('42', readAt(300_000), 0))).toBe('too-early'));

	test('the clock correction decides, not the clock of the phone', () =>
		expect(statusOf(started().judge('42', readAt(300_000), 600_000))).toBe('counted'));

	test('before the gun is known reads wait', () =>
		expect(statusOf(new PhoneJudge(rosterWith(null)).judge('42', readAt(1_500_000), 0))).toBe('waiting'));

	test('before the start', () =>
		expect(statusOf(started().judge('42', readAt(-120_000, 'start'), 0))).toBe('before-start'));

	test('a bib of another race is named with its race', () =>
		expect(started().judge('K1', readAt(1_500_000), 0)).toEqual({
			kind: 'other-race',
			bib: 'K1',
			race: 'Kids’ mile'
		}));

	test('a spare bib that nobody has', () =>
		expect(started().judge('900', readAt(1_500_000), 0)).toEqual({ kind: 'spare', bib: '900' }));

	test('a number that is on no list', () => {
		expect(started().judge('77', readAt(1_500_000), 0)).toEqual({ kind: 'unknown' });
		expect(started().judge(null, readAt(1_500_000), 0)).toEqual({ kind: 'unknown' });
	});
});
