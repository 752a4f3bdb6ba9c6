/**
 * What happens to a code or a number at a desk that reads bibs (line, checkpoint, chute): kept first, then shown and
 * sounded. A code that stays in the picture is one read.
 */
import { bibCodeIn } from '#lib/domain/bibs/bibCode.ts';
import { finishTokenIn, typedFinishToken } from '#lib/domain/bibs/finishToken.ts';
import { NO_BIB } from '#lib/domain/timing/facts/passing.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Seen } from '#lib/scanner/camera/camera.ts';
import type { Mood } from '#lib/scanner/feedback.ts';
import { Mute } from '#lib/scanner/mute.ts';
import { pairingCodeIn } from '#lib/scanner/session/pairing.ts';
import type { NewRead, Read } from '#lib/scanner/read.ts';
import {
	TOKEN_LOOK_MS,
	TOKEN_WAITS_MS,
	TokenPairing,
	type PictureOfTokens,
	type Place
} from '#lib/scanner/session/tokenPairing.ts';
import { Flashes } from './flashes.svelte.ts';
import type { Kept, Phone } from '../phone.svelte.ts';
import { timeOfDay } from '../timeOfDay.ts';
import { verdictWords } from './verdictWords.ts';

/** A runner who stays in front of the camera is one read; one who comes round again on a lap is another. */
const QUIET_MS = 20_000;
/** For the first moments the repeated code is simply the same look. */
const SAME_LOOK_MS = 2_000;
const AGAIN_EVERY_MS = 3_000;
/** Typed and chute reads wait this long, so that a slip can be taken back. */
export const HOLD_MS = 5_000;
/** From harmless to grave. */
const MOODS: Mood[] = ['again', 'good', 'warn', 'bad'];

export class Desk {
	readonly flashes: Flashes;
	/** A finish token that waits for its bib. */
	token = $state<number | null>(null);
	readonly #mute = new Mute(QUIET_MS);
	readonly #pairing = new TokenPairing();
	#lastAgainMs = Number.NEGATIVE_INFINITY;

	readonly #phone: Phone;
	readonly #kind: 'scan' | 'chute';

	constructor(phone: Phone, kind: 'scan' | 'chute') {
		this.#phone = phone;
		this.#kind = kind;
		this.flashes = new Flashes(phone.feedback);
	}

	async seen({ codes, takenMs }: Seen): Promise<void> {
		const leftToRight = [...codes].sort((a, b) => (a.corners[0]?.x ?? 0) - (b.corners[0]?.x ?? 0));
		await this.#readCodes(
			leftToRight.map(({ text, corners }) => ({ text, place: centreOf(corners) })),
			this.#phone.clock.at(takenMs)
		);
	}

	/** What a hand scanner typed. */
	read(texts: string[], atMs: number): Promise<void> {
		return this.#readCodes(
			texts.map((text) => ({ text, place: null })),
			atMs
		);
	}

	async #readCodes(codes: PlacedCode[], atMs: number): Promise<void> {
		const fresh: PlacedCode[] = [];
		for (const placed of codes) {
			const { text } = placed;
			if (pairingCodeIn(text)) {
				this.flashes.show({ mood: 'warn', big: 'QR', words: m.scan_pairing_code_seen() });
				continue;
			}
			const code = bibCodeIn(text) ?? tokenKey(text) ?? text;
			const before = this.#mute.repeats(code, atMs);
			if (before === null) fresh.push(placed);
			else this.#again(code, before, atMs);
		}
		if (fresh.length === 0) return;
		const numbers = fresh.map(({ text }) => (this.#kind === 'chute' ? finishTokenIn(text) : null));
		const bibs = fresh.filter((_, index) => numbers[index] === null);
		const tokens = fresh.flatMap(({ place }, index) => {
			const number = numbers[index] ?? null;
			return number === null ? [] : [{ number, place }];
		});
		const given = this.#pairTokens({ tokens, bibs });
		const kept = await Promise.all(
			bibs.map(({ text }, index) =>
				this.#keep({ kind: this.#kind, code: storable(text), atMs, token: given[index] ?? null })
			)
		);
		this.#tell(kept.filter((each) => each !== null));
	}

	/** `atMs`: when the first digit was typed, which is nearer to the line than the last. `T31` is a token with a torn QR. */
	async typed(bib: string, atMs: number): Promise<void> {
		const number = this.#kind === 'chute' && !this.#phone.entryOf(bib) ? typedFinishToken(bib) : null;
		if (number !== null) {
			this.#pairTokens({ tokens: [{ number, place: null }], bibs: [] });
			return;
		}
		const kind = this.#kind === 'chute' ? 'chute' : 'manual';
		const [token = null] = this.#pairTokens({ tokens: [], bibs: [{ place: null }] });
		const kept = await this.#keep({ kind, bib, atMs, token, holdUntilMs: Date.now() + HOLD_MS });
		if (kept) this.#tell([kept]);
	}

	/** Somebody passed whose number cannot be read: the place in the row is kept for the organiser to fill. */
	async noBib(): Promise<void> {
		const [token = null] = this.#pairTokens({ tokens: [], bibs: [{ place: null }] });
		const kept = await this.#keep({ kind: 'chute', code: NO_BIB, atMs: this.#phone.clock.nowMs(), token });
		if (!kept) return;
		const { saved } = kept;
		this.flashes.show({
			mood: saved ? 'good' : 'bad',
			big: '–',
			words: saved ? m.scan_no_bib() : m.scan_not_saved()
		});
	}

	/** The read got a sync mark. */
	marked(read: Read, number: number): void {
		const big = this.#phone.numberOf(read) ?? '–';
		this.flashes.show({ mood: 'good', big, words: m.scan_marked({ number }) });
	}

	#keep(read: Omit<NewRead, 'clockId'>): Promise<Kept | null> {
		if (this.#kind === 'scan') return this.#phone.keep(read);
		const { lane } = this.#phone.settings;
		return this.#phone.keep({ holdUntilMs: Date.now() + HOLD_MS, ...read, lane });
	}

	/** The token of each bib of one picture. A token alone waits, and is said; so is one that belongs to nobody. */
	#pairTokens(picture: PictureOfTokens): (number | null)[] {
		if (this.#kind !== 'chute') return picture.bibs.map(() => null);
		const nowMs = performance.now();
		const { tokens, dropped } = this.#pairing.take(picture, nowMs);
		this.token = this.#pairing.waiting(nowMs);
		for (const number of dropped) this.#mute.forget(`/T/${number}`);
		if (dropped.length > 0) {
			const numbers = dropped.join(' ');
			this.flashes.show({ mood: 'warn', big: `T${numbers}`, words: m.scan_token_dropped({ numbers }) });
		} else if (this.token !== null) {
			this.flashes.show({
				mood: 'good',
				big: `T${this.token}`,
				words: m.scan_token_waits({ number: this.token })
			});
		}
		if (this.token !== null) this.#awaitBibOf(this.token);
		return tokens;
	}

	/** No other bib in the same look: then the token follows the bib before it, while that one may still be changed. */
	#awaitBibOf(token: number): void {
		setTimeout(() => void this.#giveToBibBefore(token), TOKEN_LOOK_MS);
		setTimeout(() => {
			if (this.token === token) this.token = this.#pairing.waiting(performance.now());
		}, TOKEN_WAITS_MS + 100);
	}

	async #giveToBibBefore(token: number): Promise<void> {
		if (this.#pairing.waiting(performance.now()) !== token) return;
		const [last] = this.#phone.latest;
		if (last?.kind !== 'chute' || !(await this.#phone.attachToken(last.id, token))) return;
		this.#pairing.settle();
		this.token = null;
		const big = this.#phone.numberOf(last) ?? '–';
		this.flashes.show({ mood: 'good', big, words: m.scan_token({ number: token }) });
	}

	/** One picture may hold several bibs: their numbers together, with the words of the gravest and whose they are. */
	#tell(kept: Kept[]): void {
		const said = kept.map((each) => verdictWords(this.#phone, each));
		const [gravest] = [...said].sort((a, b) => MOODS.indexOf(b.mood) - MOODS.indexOf(a.mood));
		if (!gravest) return;
		const words = said.length > 1 ? `${gravest.big}: ${gravest.words}` : gravest.words;
		this.flashes.show({ ...gravest, words, big: said.map(({ big }) => big).join(' ') });
	}

	#again(code: string, readMs: number, atMs: number): void {
		if (atMs - readMs < SAME_LOOK_MS || atMs - this.#lastAgainMs < AGAIN_EVERY_MS) return;
		this.#lastAgainMs = atMs;
		const token = finishTokenIn(code);
		const big =
			this.#phone.numberOf({ bib: null, code: `/B/${code}` }) ?? (token === null ? 'QR' : `T${token}`);
		this.flashes.show({ mood: 'again', big, words: m.scan_again({ time: timeOfDay(this.#phone, readMs) }) });
	}
}

/** The wire takes up to 500 characters without U+0000; a foreign code may be anything. */
const storable = (code: string): string => code.replaceAll('\u0000', '').slice(0, 500) || '(empty)';

interface PlacedCode {
	text: string;
	place: Place | null;
}

const centreOf = (corners: Place[]): Place => ({
	x: corners.reduce((sum, { x }) => sum + x, 0) / Math.max(1, corners.length),
	y: corners.reduce((sum, { y }) => sum + y, 0) / Math.max(1, corners.length)
});

/** One key for a token, whatever stands before its number. */
function tokenKey(text: string): string | null {
	const token = finishTokenIn(text);
	return token === null ? null : `/T/${token}`;
}
