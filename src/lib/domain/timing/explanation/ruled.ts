import type { TimingMessage } from './message.ts';
import { formatTime } from '#lib/domain/timing/facts/format.ts';
import type { Ruling } from '#lib/domain/timing/facts/ruling.ts';
import { needsOf, wordsOf } from '#lib/domain/timing/rulings/lookup.ts';

/** A ruling in a sentence. `gunMs` is the gun of the runner's wave, from which instants are counted. */
export function rulingMessage(ruling: Ruling, gunMs: number | null): TimingMessage {
	const valueMs = 'valueMs' in ruling ? ruling.valueMs : null;
	const tapId = 'tapId' in ruling ? ruling.tapId : null;
	const needs = needsOf(ruling.type);
	const params: Record<string, string> = {};
	if ('waveSlug' in ruling) params.wave = ruling.waveSlug;
	if (needs.includes('instant'))
		params.time = valueMs === null || gunMs === null ? '–' : formatTime(valueMs - gunMs, 'none');
	if (needs.includes('duration')) params.time = formatTime(Math.abs(valueMs ?? 0), 'none');
	return { key: wordsOf(ruling.type, { valueMs, tapId }).explained, params };
}
