/**
 * What happens to a code or a number at a desk that reads bibs (line, checkpoint, chute): kept first, then shown and
 * sounded. A code that stays in the picture is one read.
 */
import { bibCodeIn } from '#lib/domain/registration/bibCode.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Seen } from '#lib/scanner/camera.ts';
import type { Mood } from '#lib/scanner/feedback.ts';
import { Mute } from '#lib/scanner/mute.ts';
import { pairingCodeIn } from '#lib/scanner/pairing.ts';
import type { NewRead } from '#lib/scanner/read.ts';
import type { Phone } from './phone.svelte.ts';
import { timeOfDay } from './timeOfDay.ts';

export interface Flash {
	mood: Mood;
	/** Numbers of one picture, or a sign. */
	big: string;
	words: string;
	/** Counts up, so that the same flash twice is seen twice. */
	turn: number;
}

/** A runner who stays in front of the camera is one read; one who comes round again on a lap is another. */
const QUIET_MS = 20_000;
/** For the first moments the repeated code is simply the same look. */
const SAME_LOOK_MS = 2_000;
const AGAIN_EVERY_MS = 3_000;
/** Typed and chute reads wait this long, so that a slip can be taken back. */
export const HOLD_MS = 5_000;
/** What a chute read holds when the runner wore no readable number. */
const NO_BIB = 'no-bib';

export class Desk {
	flash = $state.raw<Flash | null>(null);
	lane = $state<string | null>(null);
	private readonly mute = new Mute(QUIET_MS);
	private turn = 0;
	private lastAgainMs = Number.NEGATIVE_INFINITY;

	constructor(
		private readonly phone: Phone,
		private readonly kind: 'scan' | 'chute'
	) {}

	async seen({ codes, takenMs }: Seen): Promise<void> {
		const atMs = this.phone.clock.at(takenMs);
		const fresh: string[] = [];
		for (const { text } of [...codes].sort((a, b) => (a.corners[0]?.x ?? 0) - (b.corners[0]?.x ?? 0))) {
			if (pairingCodeIn(text)) {
				this.show('warn', 'QR', m.scan_pairing_code_seen());
				continue;
			}
			const code = bibCodeIn(text) ?? text;
			const before = this.mute.repeats(code, atMs);
			if (before === null) fresh.push(text);
			else this.again(code, before, atMs);
		}
		if (fresh.length === 0) return;
		const kept = await Promise.all(
			fresh.map((code) => this.keep({ kind: this.kind, code: storable(code), atMs }))
		);
		this.tell(fresh, kept.every(Boolean), atMs);
	}

	/** `atMs`: when the first digit was typed, which is nearer to the line than the last. */
	async typed(bib: string, atMs: number): Promise<void> {
		const kind = this.kind === 'chute' ? 'chute' : 'manual';
		const saved = await this.keep({ kind, bib, atMs, holdUntilMs: Date.now() + HOLD_MS });
		this.show(saved ? 'good' : 'bad', bib, saved ? timeOfDay(this.phone, atMs) : m.scan_not_saved());
	}

	/** Somebody passed whose number cannot be read: the place in the row is kept for the organiser to fill. */
	async noBib(): Promise<void> {
		const atMs = this.phone.clock.nowMs();
		const saved = await this.keep({ kind: 'chute', code: NO_BIB, atMs, holdUntilMs: Date.now() + HOLD_MS });
		this.show(saved ? 'good' : 'bad', '–', saved ? m.scan_no_bib() : m.scan_not_saved());
	}

	private async keep(read: Omit<NewRead, 'clockId'>): Promise<boolean> {
		const hold = this.kind === 'chute' ? { holdUntilMs: Date.now() + HOLD_MS, lane: this.lane } : {};
		return (await this.phone.keep({ ...hold, ...read }))?.saved ?? false;
	}

	private tell(codes: string[], saved: boolean, atMs: number): void {
		const bibs = codes.map((code) => this.phone.bibOf(code));
		const known = bibs.filter((bib) => bib !== null);
		if (!saved) return this.show('bad', known.join(' ') || '!', m.scan_not_saved());
		if (known.length > 0) return this.show('good', known.join(' '), timeOfDay(this.phone, atMs));
		const ours = codes.map(bibCodeIn).find((code) => code !== null);
		if (ours === undefined) return this.show('warn', 'QR', m.scan_foreign());
		const words = this.phone.hasRoster ? m.scan_unknown_bib() : m.scan_no_roster();
		this.show(this.phone.hasRoster ? 'warn' : 'good', `…${ours.slice(-3)}`, words);
	}

	private again(code: string, readMs: number, atMs: number): void {
		if (atMs - readMs < SAME_LOOK_MS || atMs - this.lastAgainMs < AGAIN_EVERY_MS) return;
		this.lastAgainMs = atMs;
		const name = this.phone.bibOf(`/B/${code}`) ?? 'QR';
		this.show('again', name, m.scan_again({ time: timeOfDay(this.phone, readMs) }));
	}

	private show(mood: Mood, big: string, words: string): void {
		this.flash = { mood, big, words, turn: ++this.turn };
		this.phone.feedback.give(mood);
	}
}

/** The wire takes up to 500 characters without U+0000; a foreign code may be anything. */
const storable = (code: string): string => code.replaceAll('\u0000', '').slice(0, 500) || '(empty)';
