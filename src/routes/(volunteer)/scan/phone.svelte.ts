/**
 * The phone as the page sees it: puts the parts of #lib/scanner together and holds what is shown.
 * One instance lives as long as the page.
 */
import type { Place } from '#lib/domain/timing/facts/places.ts';
import { ClockSync } from '#lib/scanner/clock/clockSync.ts';
import { openScannerDatabase } from '#lib/scanner/outbox/database.ts';
import type { StoredProgress } from '#lib/scanner/outbox/stored.ts';
import { DeviceClock } from '#lib/scanner/clock/deviceClock.ts';
import type { ClockQuality } from '#lib/scanner/clock/clockEstimate.ts';
import { ExchangeBook } from '#lib/scanner/clock/exchangeBook.ts';
import { exportOf } from '#lib/scanner/outbox/exportReads.ts';
import { Feedback } from '#lib/scanner/feedback.ts';
import { beat } from '#lib/scanner/session/heartbeat.ts';
import { sendInBackground } from '#lib/scanner/session/offlinePage.ts';
import { Outbox, type Counts } from '#lib/scanner/outbox/outbox.ts';
import { pair, type PairingCode, type PairingFault } from '#lib/scanner/session/pairing.ts';
import type { NewRead, Read } from '#lib/scanner/read.ts';
import { ProgressKeeper, watchedRunners, type Watched } from '#lib/scanner/session/progress.ts';
import { Reporter } from '#lib/scanner/outbox/reporter.ts';
import { RosterKeeper } from '#lib/scanner/session/roster.ts';
import { askServer, tellingReach } from '#lib/scanner/session/server.ts';
import type { Verdict } from '#lib/scanner/verdict.ts';
import { Sessions, wasEvicted, type Session } from '#lib/scanner/session/session.ts';
import { keepSettings, readSettings, type Settings } from '#lib/scanner/session/settings.ts';
import { protectStorage, storageHealth, type StorageHealth } from '#lib/scanner/outbox/storageHealth.ts';
import { startUploader, type Uploader, type UploadState } from '#lib/scanner/outbox/uploader.ts';
import { Reach } from './reach.svelte.ts';

const SHOWN_READS = 30;
const NOTHING: Counts = { waiting: 0, safe: 0, refused: 0, unsaved: 0 };

export interface Kept {
	read: Read;
	/** False: only memory took it. */
	saved: boolean;
	/** Null: no list of bibs on this phone yet. */
	verdict: Verdict | null;
}

export class Phone {
	phase = $state<'starting' | 'unpaired' | 'paired'>('starting');
	session = $state.raw<Session | null>(null);
	counts = $state.raw<Counts>(NOTHING);
	latest = $state.raw<Read[]>([]);
	quality = $state.raw<ClockQuality | null>(null);
	upload = $state<UploadState>('idle');
	/** The wall clock, twice a second, for what ends by itself. */
	nowMs = $state(Date.now());
	/** Changes every ten seconds, for lists. */
	readonly #listTurn = $derived(Math.floor(this.nowMs / 10_000));
	storage = $state.raw<StorageHealth>({ state: 'loose' });
	settings = $state<Settings>(readSettings());
	/** The volunteer asked to pair although a pairing exists. */
	pairingAgain = $state(false);

	readonly #reach = new Reach();
	readonly clock = new DeviceClock({ wall: () => Date.now(), monotonic: () => performance.now() });
	readonly feedback = new Feedback();
	readonly #ask = tellingReach(
		askServer('/api/v1', () => Date.now()),
		(reached) => this.#reach.note(reached)
	);
	#storesNothing = false;
	#sessions: Sessions | null = null;
	#outbox = new Outbox(null);
	#book: ExchangeBook | null = null;
	#clockSync: ClockSync | null = null;
	#uploader: Uploader | null = null;
	#roster = new RosterKeeper(null, this.#ask);
	#progress = new ProgressKeeper(null, this.#ask);
	/** The checkpoints of the event, as the roster knows them. */
	places = $state.raw<Place[]>([]);
	/** Who is on the course, as the server knew it last; null: never heard. */
	onCourse = $state.raw<StoredProgress | null>(null);
	readonly #reporter = new Reporter(() => this.#report());
	#stopped = false;
	readonly #ticking = setInterval(() => (this.nowMs = Date.now()), 500);
	readonly #stops: (() => void)[] = [];

	get online(): boolean {
		return this.#reach.online;
	}

	async start(): Promise<void> {
		const database = await openScannerDatabase().catch(() => null);
		const sessions = new Sessions(database);
		const session = await sessions.current();
		this.#storesNothing = database === null;
		await protectStorage().catch(() => undefined);
		await this.#examineStorage();
		if (database && wasEvicted(session)) this.storage = { state: 'evicted' };
		// The page may have been left meanwhile; nothing is opened for it any more.
		if (this.#stopped) return database?.close();
		this.#sessions = sessions;
		this.#outbox = new Outbox(database);
		this.#roster = new RosterKeeper(database, this.#ask);
		this.#progress = new ProgressKeeper(database, this.#ask);
		this.#stops.push(this.#outbox.watch(() => void this.#refresh()));
		this.#listen();
		const book = new ExchangeBook(database);
		this.#book = book;
		this.#startClock(book);
		this.#startUploads(sessions, book);
		if (session) await this.#use(session);
		else this.phase = 'unpaired';
	}

	stop(): void {
		this.#stopped = true;
		this.#reporter.stop();
		clearInterval(this.#ticking);
		this.#uploader?.stop();
		this.#clockSync?.stop();
		this.#outbox.close();
		this.feedback.close();
		for (const stop of this.#stops) stop();
	}

	/** Null: paired. */
	async pairWith(code: PairingCode): Promise<PairingFault | null> {
		const paired = await pair(this.#ask, code, Date.now());
		if (!paired.ok) return paired.error;
		await this.#sessions?.keep(paired.value);
		await protectStorage().catch(() => undefined);
		await this.#examineStorage();
		await this.#use(paired.value);
		this.#uploader?.nudge();
		return null;
	}

	async leave(): Promise<void> {
		await this.#sessions?.leave();
		this.session = null;
		this.phase = 'unpaired';
	}

	/** Keeps a read at this phone's checkpoint; resolves when it is durable. Null: not paired. */
	async keep(made: Omit<NewRead, 'clockId'>): Promise<Kept | null> {
		if (!this.session) return null;
		const place = { event: this.session.event.slug, checkpoint: this.session.checkpoint };
		const kept = await this.#outbox.add({ ...made, clockId: this.clock.id }, place, Date.now());
		if (!kept.saved) void this.#examineStorage();
		this.#uploader?.nudge();
		if (!this.online) void sendInBackground();
		return { ...kept, verdict: this.#roster.judge(kept.read, this.offsetMs) };
	}

	async undo(id: string): Promise<boolean> {
		const undone = await this.#outbox.undo(id, Date.now());
		if (undone) this.#roster.forget(id);
		return undone;
	}

	attachToken(id: string, token: number): Promise<boolean> {
		return this.#outbox.attachToken(id, token, Date.now());
	}

	/** Everything that this phone read for the event, as it would send it. Null: not paired. */
	async exportReads(): Promise<{ event: string; device: string; text: string } | null> {
		if (!this.session || !this.#book) return null;
		const event = this.session.event.slug;
		const { device } = this.session;
		const reads = await this.#outbox.everything(event);
		const corrections = await this.#book.correct(reads);
		const text = exportOf(reads, { event, device, madeMs: Date.now(), corrections });
		return { event, device, text };
	}

	/** The number that a read or a code stands for; null when this phone knows none. */
	numberOf(read: Pick<Read, 'bib' | 'code'>): string | null {
		return this.#roster.numberOf(read);
	}

	/** See RosterKeeper. */
	entryOf(bib: string): ReturnType<RosterKeeper['entryOf']> {
		return this.#roster.entryOf(bib);
	}

	/** When this phone handed each bib out first, device time. */
	checkedIn(): ReadonlyMap<string, number> {
		void this.counts;
		return this.#roster.checkedIn();
	}

	/** To be added to the phone's clock, as far as known. */
	get offsetMs(): number {
		return this.quality?.offsetMs ?? 0;
	}

	/** Who is on the course, as far as this phone knows, by the clock of the server. */
	watched(): Watched[] {
		const { session, onCourse } = this;
		if (!session || onCourse?.event !== session.event.slug) return [];
		// Looked at again when this phone made a read, which counts before the server has it, and as time goes on.
		void [this.counts, this.#listTurn];
		const { checkpoint } = session;
		return watchedRunners(onCourse.onCourse, {
			checkpoint,
			readHere: this.#roster.lastReadsAt(checkpoint),
			nowMs: this.clock.nowMs(),
			offsetMs: this.offsetMs
		});
	}

	/** When the list of bibs was last compared with the server, epoch milliseconds; null: never. */
	get rosterMs(): number | null {
		return this.#roster.current?.fetchedMs ?? null;
	}

	change(part: Partial<Settings>): void {
		Object.assign(this.settings, part);
		this.feedback.sound = this.settings.sound === 'on';
		keepSettings($state.snapshot(this.settings));
	}

	async #use(session: Session): Promise<void> {
		this.session = session;
		this.pairingAgain = false;
		await this.#roster.load(session.event.slug, await this.#outbox.everything(session.event.slug));
		this.places = this.#roster.places();
		await this.#progress.load(session.event.slug);
		this.onCourse = this.#progress.current;
		await this.#refresh();
		this.phase = 'paired';
		if (!this.#stopped) this.#reporter.start();
	}

	async #refresh(): Promise<void> {
		if (!this.session) return;
		const { slug } = this.session.event;
		// Another tab may have paired again, or the uploader may have been refused.
		const stored = await this.#sessions?.current();
		if (stored?.event.slug === slug) this.session = stored;
		const waited = this.counts.waiting > 0;
		[this.counts, this.latest] = await Promise.all([
			this.#outbox.counts(slug),
			this.#outbox.latest(slug, SHOWN_READS)
		]);
		if (waited && this.counts.waiting === 0) this.#reporter.now();
	}

	/** Heartbeat and roster; follows the organiser when the phone was moved, and forgets what is done with. */
	async #report(): Promise<void> {
		const { session } = this;
		void this.#examineStorage();
		if (!session || session.refused) return;
		const unsent = this.counts.waiting;
		const said = await beat(this.#ask, session, { unsent, quality: this.quality });
		if (said === 'refused') return this.#changeSession({ refused: true });
		if (
			said?.checkpoint &&
			said.role &&
			(said.checkpoint !== session.checkpoint || said.role !== session.role)
		)
			await this.#changeSession({ checkpoint: said.checkpoint, role: said.role });
		if (said?.released) await this.#outbox.forgetSent(session.event.slug);
		await this.#roster.refresh(session, Date.now());
		this.places = this.#roster.places();
		await this.#progress.refresh(session, Date.now());
		this.onCourse = this.#progress.current;
	}

	async #changeSession(part: Partial<Omit<Session, 'event'>>): Promise<void> {
		if (!this.session) return;
		this.session = (await this.#sessions?.change(this.session.event.slug, part)) ?? {
			...this.session,
			...part
		};
	}

	/** Again and again: a phone that had room in the morning may be full of pictures at noon. */
	async #examineStorage(): Promise<void> {
		if (this.#storesNothing) this.storage = { state: 'memory' };
		// A browser that cannot say leaves what was known; nothing else waits for this answer.
		else this.storage = await storageHealth().catch(() => this.storage);
	}

	#startClock(book: ExchangeBook): void {
		const [clock, ask] = [this.clock, this.#ask];
		this.#clockSync = new ClockSync({ clock, ask, book, onQuality: (quality) => (this.quality = quality) });
		void this.#clockSync.measure();
	}

	#startUploads(sessions: Sessions, book: ExchangeBook): void {
		this.#uploader = startUploader({
			outbox: this.#outbox,
			sessions,
			ask: this.#ask,
			nowMs: () => Date.now(),
			random: () => Math.random(),
			correct: async (reads) => {
				await this.#clockSync?.freshen();
				return book.correct(reads);
			},
			onState: (state) => {
				if (state !== 'sending') this.upload = state;
				if (state === 'refused' && this.session?.refused === false) void this.#refresh();
			}
		});
	}

	#listen(): void {
		const back = (): void => {
			this.#uploader?.nudge();
			void this.#clockSync?.measure();
			this.#reporter.now();
		};
		this.#stops.push(this.#reach.follow(back));
		this.#on(document, 'visibilitychange', () => {
			if (document.visibilityState !== 'visible') return;
			if (this.clock.woke()) void this.#clockSync?.measure();
			this.#uploader?.nudge();
		});
		this.#on(window, 'pointerdown', () => this.feedback.unlock());
		this.#on(window, 'keydown', () => this.feedback.unlock());
	}

	#on(target: Window | Document, event: string, handler: () => void): void {
		target.addEventListener(event, handler);
		this.#stops.push(() => target.removeEventListener(event, handler));
	}
}
