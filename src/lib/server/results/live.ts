/** Follows a race: its public list now, and every change from then on. One memory a race serves all who watch. */
import { ok, type Result } from '#lib/domain/result.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { LiveChange } from '#lib/schemas/results.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import type { Payload } from '#lib/server/live/bus.ts';
import { perApp } from '#lib/server/perApp.ts';
import { newSecret } from '#lib/server/secret.ts';
import { topicOf } from '#lib/server/live/announce.ts';
import { courseIn } from '#lib/server/access/courses.ts';
import { eventFacts, type EventFacts } from './eventFacts.ts';
import { LiveRows, type LiveMessage } from './liveRows.ts';
import { openFacts } from './openFacts.ts';
import { raceList } from './results.ts';

/** Passings come in bursts: the list is worked out at most this often. */
const PAUSE_MS = 300;
/** A race that nobody watches is forgotten after this; until then who comes back gets only what is new. */
const IDLE_MS = 300_000;

export interface LiveView {
	/** What the caller lacks. */
	first: readonly LiveMessage[];
	/** Tells every change after `first`, the messages of one together. Answers the function that ends it. */
	follow(listener: Listener): () => void;
}

/** All who follow are told the same objects; one that begins with a snapshot replaces everything before it. */
type Listener = (messages: readonly LiveMessage[]) => void;

export interface WatchedRace {
	/**
	 * Looks and begins to follow without a gap, when both are done at once.
	 * @param lastId the id of the last message seen; null: the whole list first.
	 */
	view(lastId: string | null): LiveView;
	/** How many follow. */
	readonly followers: number;
}

/** Public but for a draft. The channel is up to date with everything committed before the call. */
export async function watchRace(
	app: App,
	caller: Caller,
	{ event, race }: { event: string; race: string }
): Promise<Result<WatchedRace, Refusal>> {
	const facts = await openFacts(app, caller, event, 'see-public');
	return facts.ok ? channelIn(app, { facts: facts.value, race }) : facts;
}

/** The live list whole, for a page's first picture; a stream opened later begins with the same list. */
export async function liveSnapshot(
	app: App,
	input: { facts: EventFacts; race: string }
): Promise<Result<{ rows: LiveChange['rows']; finished: number; state: LiveChange['state'] }, Refusal>> {
	const channel = await channelIn(app, input);
	if (!channel.ok) return channel;
	const changes = channel.value.view(null).first.map(({ change }) => change);
	const rows = changes.flatMap((change) => change.rows);
	return ok({ rows, finished: changes[0]?.finished ?? 0, state: changes[0]?.state ?? 'live' });
}

const channels = perApp('live-channels', () => new Map<string, RaceChannel>());

/** @returns the channel, up to date with these facts at least. */
async function channelIn(
	app: App,
	{ facts, race }: { facts: EventFacts; race: string }
): Promise<Result<RaceChannel, Refusal>> {
	const course = courseIn(facts.event, race);
	if (!course.ok) return course;
	const open = channels(app);
	let channel = open.get(course.value.id);
	if (!channel) {
		channel = new RaceChannel(app, { event: facts.event.slug, race, eventId: facts.event.id });
		const made = channel;
		open.set(course.value.id, made);
		made.onIdle = () => open.delete(course.value.id);
	}
	await channel.take(facts);
	return ok(channel);
}

class RaceChannel implements WatchedRace {
	onIdle: () => void = () => undefined;
	readonly #app: App;
	readonly #race: { event: string; race: string };
	readonly #rows = new LiveRows({ epoch: newSecret(64) });
	readonly #listeners = new Set<Listener>();
	readonly #unsubscribe: () => void;
	#taken: EventFacts | null = null;
	#taking: { facts: EventFacts; done: Promise<void> } | null = null;
	#timer: NodeJS.Timeout | undefined;
	#idle: NodeJS.Timeout | undefined;

	constructor(app: App, { eventId, ...race }: { event: string; race: string; eventId: string }) {
		this.#app = app;
		this.#race = race;
		this.#unsubscribe = app.bus.subscribe(topicOf(eventId), {
			onMessage: (news) => this.#onNews(news),
			onGap: () => this.#schedule()
		});
		this.#restUnlessWatched();
	}

	get followers(): number {
		return this.#listeners.size;
	}

	view(lastId: string | null): LiveView {
		return {
			first: this.#rows.since(lastId),
			follow: (listener) => {
				clearTimeout(this.#idle);
				this.#listeners.add(listener);
				return () => {
					this.#listeners.delete(listener);
					this.#restUnlessWatched();
				};
			}
		};
	}

	/** Tells everyone what these facts change, once however many come with them. Facts older than those taken are left alone. */
	async take(facts: EventFacts): Promise<void> {
		if (facts === this.#taken || isOlder(facts, this.#taken)) return;
		if (this.#taking?.facts !== facts) this.#taking = { facts, done: this.#bring(facts) };
		const { done } = this.#taking;
		try {
			await done;
		} finally {
			if (this.#taking?.done === done) this.#taking = null;
		}
	}

	async #bring(facts: EventFacts): Promise<void> {
		const course = courseIn(facts.event, this.#race.race);
		if (!course.ok) return;
		const list = await raceList(this.#app, { facts, course: course.value, audience: 'public' });
		if (isOlder(facts, this.#taken)) return;
		this.#taken = facts;
		const messages = this.#rows.update(list);
		if (messages.length > 0) for (const tell of this.#listeners) tell(messages);
	}

	#onNews(news: Payload): void {
		const kind = typeof news === 'object' && news !== null && 'kind' in news ? news.kind : null;
		if (kind !== 'devices') this.#schedule();
	}

	#schedule(): void {
		this.#timer ??= setTimeout(() => void this.#look(), PAUSE_MS).unref();
	}

	async #look(): Promise<void> {
		this.#timer = undefined;
		try {
			const facts = await eventFacts(this.#app, this.#race.event);
			if (facts) await this.take(facts);
		} catch (error) {
			this.#app.log.warn({ err: error }, 'a live list could not be brought up to date');
		}
	}

	#restUnlessWatched(): void {
		clearTimeout(this.#idle);
		if (this.#listeners.size > 0) return;
		this.#idle = setTimeout(() => this.#close(), IDLE_MS).unref();
	}

	#close(): void {
		this.#unsubscribe();
		clearTimeout(this.#timer);
		this.onIdle();
	}
}

function isOlder(facts: EventFacts, taken: EventFacts | null): boolean {
	if (!taken) return false;
	const [now, then] = [facts.version, taken.version];
	return (
		now.arrival < then.arrival ||
		now.ruling < then.ruling ||
		now.entries < then.entries ||
		now.document < then.document
	);
}
