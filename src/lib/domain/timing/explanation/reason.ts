import type { ParticipantDecision } from '#lib/domain/timing/rulings/decided.ts';
import { keyPart, type TimingMessage } from './message.ts';
import { formatTime } from '#lib/domain/timing/facts/format.ts';
import type { Line } from '#lib/domain/timing/judging/lines.ts';
import type { Read } from '#lib/domain/timing/judging/read.ts';

export interface ReasonContext {
	/** Null: the passing is at no checkpoint of the race. */
	line: Line | null;
	wave: string;
	gunMs: number | null;
	decision: ParticipantDecision | undefined;
	/** What the read gave: the start, a split or the finish; null: nothing. */
	role: 'start' | 'split' | 'finish' | null;
}

/** Why a passing has the status it has, in one sentence. */
export function reasonOf(read: Read, context: ReasonContext): TimingMessage {
	const { line, gunMs, decision, role } = context;
	const sinceGunMs = gunMs === null || Number.isNaN(read.ms) ? null : read.ms - gunMs;
	const shown = (ms: number) => formatTime(ms, 'none');
	const places: Record<string, string> = {
		checkpoint: read.passing.checkpoint,
		device: read.passing.device,
		read: read.passing.read ?? '–',
		wave: context.wave,
		time: sinceGunMs === null ? '–' : shown(Math.abs(sinceGunMs)),
		limit: line ? shown(line.checkpoint.minTimeMs) : '–',
		window: line ? shown(line.startWindowMs) : '–',
		gap: line ? shown(line.checkpoint.gapMs) : '–',
		most: line ? String(line.checkpoint.maxOccurrences) : '–',
		ruling: decision?.out?.type.toUpperCase() ?? '–'
	};
	const variant = read.status === 'counted' && role !== null ? `counted_${role}` : keyPart(read.status);
	return { key: `timing_reason_${variant}`, params: pick(places, PARAMS[variant] ?? []) };
}

const pick = (all: Record<string, string>, names: readonly string[]): Record<string, string> =>
	Object.fromEntries(names.map((name) => [name, all[name] ?? '–']));

/** What each sentence fills in; the others need nothing. */
const PARAMS: Record<string, readonly string[]> = {
	counted: ['checkpoint', 'time'],
	counted_start: ['time'],
	counted_split: ['checkpoint', 'time'],
	counted_finish: ['checkpoint', 'time'],
	waiting: ['wave'],
	before_start: ['time', 'wave'],
	early_start: ['time'],
	superseded_start: ['time'],
	late_start: ['time', 'window'],
	too_early: ['checkpoint', 'time', 'limit'],
	duplicate: ['gap'],
	over_limit: ['checkpoint', 'most'],
	out_of_order: ['checkpoint', 'time'],
	other_device: ['device'],
	after_ruling: ['ruling'],
	unassigned: ['device', 'checkpoint'],
	after_official: ['device', 'checkpoint'],
	unknown_bib: ['read'],
	matched: ['time'],
	estimated: ['time'],
	overruled: ['time'],
	wrong_race: ['checkpoint']
};
