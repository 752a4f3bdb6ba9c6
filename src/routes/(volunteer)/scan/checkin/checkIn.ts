/** The check-in desk: a bib that is read was handed out. It is kept like a read, and never timed. */
import { bibCodeIn } from '#lib/domain/bibs/bibCode.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Seen } from '#lib/scanner/camera/camera.ts';
import { Mute } from '#lib/scanner/mute.ts';
import type { NewRead } from '#lib/scanner/read.ts';
import { HOLD_MS } from '../desk/desk.svelte.ts';
import { Flashes } from '../desk/flashes.svelte.ts';
import type { Phone } from '../phone.svelte.ts';
import { timeOfDay } from '../timeOfDay.ts';
import { shownNumber, type Words } from '../desk/verdictWords.ts';

/** A bib that lies in front of the camera is one look. */
const QUIET_MS = 4_000;

export class CheckIn {
	readonly flashes: Flashes;
	readonly #mute = new Mute(QUIET_MS);

	readonly #phone: Phone;

	constructor(phone: Phone) {
		this.#phone = phone;
		this.flashes = new Flashes(phone.feedback);
	}

	async seen({ codes, takenMs }: Seen): Promise<void> {
		for (const { text } of codes) await this.read(text, this.#phone.clock.at(takenMs));
	}

	/** What a camera or a hand scanner read. */
	async read(text: string, atMs: number): Promise<void> {
		const code = bibCodeIn(text);
		if (this.#mute.repeats(code ?? text, atMs) !== null) return;
		if (code === null) this.flashes.show({ mood: 'bad', big: 'QR', words: m.scan_check_in_unknown() });
		else await this.#handOut({ code: text, atMs, bib: null });
	}

	typed(bib: string, atMs: number): Promise<void> {
		return this.#handOut({ bib, code: null, atMs });
	}

	async #handOut(read: Pick<NewRead, 'atMs'> & { bib: string | null; code: string | null }) {
		const phone = this.#phone;
		const bib = phone.numberOf(read);
		const big = shownNumber(phone, read);
		const before = phone.checkedIn().get(bib ?? read.code ?? '');
		if (before !== undefined) {
			this.flashes.show({
				mood: 'again',
				big,
				words: m.scan_check_in_again({ time: timeOfDay(phone, before) })
			});
			return;
		}
		const kept = await phone.keep({ ...read, kind: 'check-in', holdUntilMs: Date.now() + HOLD_MS });
		if (!kept) return;
		if (kept.saved) this.flashes.show({ big, ...this.#wordsOf(bib) });
		else this.flashes.show({ mood: 'bad', big, words: m.scan_not_saved() });
	}

	/** Handed out it is in any case; a warning says that the list does not know the runner. */
	#wordsOf(bib: string | null): Omit<Words, 'big'> {
		if (this.#phone.rosterMs === null) return { mood: 'good', words: m.scan_no_roster() };
		const entry = bib === null ? null : this.#phone.entryOf(bib);
		if (!entry) return { mood: 'warn', words: m.scan_unknown_bib() };
		if (entry.race === null) return { mood: 'warn', words: m.scan_spare_bib() };
		return { mood: 'good', words: m.scan_check_in_runner({ race: entry.race, wave: entry.wave ?? '–' }) };
	}
}
