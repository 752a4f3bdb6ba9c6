/** A verdict in words, with its mood and the number to show. */
import { bibCodeIn } from '#lib/domain/bibs/bibCode.ts';
import type { PassingStatus } from '#lib/domain/timing/facts/result.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Mood } from '#lib/scanner/feedback.ts';
import type { Read } from '#lib/scanner/read.ts';
import type { Kept, Phone } from '../phone.svelte.ts';
import { timeOfDay } from '../timeOfDay.ts';

export interface Words {
	mood: Mood;
	big: string;
	words: string;
}

/** The bib's number, the end of its code while this phone does not know it, or `QR` for a foreign code. */
export function shownNumber(phone: Phone, read: Pick<Read, 'bib' | 'code'>): string {
	const code = read.code === null ? null : bibCodeIn(read.code);
	return phone.numberOf(read) ?? (code === null ? 'QR' : `…${code.slice(-3)}`);
}

export function verdictWords(phone: Phone, { read, saved, verdict }: Kept): Words {
	const big = shownNumber(phone, read);
	const time = timeOfDay(phone, read.atMs);
	if (!saved) return { mood: 'bad', big, words: m.scan_not_saved() };
	if (read.bib === null && bibCodeIn(read.code ?? '') === null)
		return { mood: 'warn', big, words: m.scan_foreign() };
	if (verdict === null) return { mood: 'good', big, words: m.scan_no_roster() };
	switch (verdict.kind) {
		case 'unknown':
			return { mood: 'warn', big, words: m.scan_unknown_bib() };
		case 'spare':
			return { mood: 'warn', big, words: m.scan_spare_bib() };
		case 'other-race':
			return { mood: 'warn', big, words: m.scan_other_race({ race: verdict.race }) };
		case 'judged': {
			const earlier = verdict.earlierMs === null ? time : timeOfDay(phone, verdict.earlierMs);
			return { big, ...statusWords(verdict.status, { time, earlier }) };
		}
	}
}

/** Every read is kept; a warning says that this one will not count, or not as it is. */
function statusWords(
	status: PassingStatus,
	{ time, earlier }: { time: string; earlier: string }
): Omit<Words, 'big'> {
	switch (status) {
		case 'waiting':
			return { mood: 'good', words: m.scan_waiting_gun({ time }) };
		case 'before-start':
		case 'early-start':
			return { mood: 'warn', words: m.scan_before_start({ time }) };
		case 'late-start':
			return { mood: 'warn', words: m.scan_late_start({ time }) };
		case 'too-early':
			return { mood: 'warn', words: m.scan_too_early({ time }) };
		case 'duplicate':
		case 'over-limit':
			return { mood: 'again', words: m.scan_again({ time: earlier }) };
		default:
			return { mood: 'good', words: `✓ ${time}` };
	}
}
