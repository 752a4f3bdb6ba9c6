/**
 * The facts of an event in memory, and what is derived from them. Every look asks the database in one short query whether
 * they are still the facts, and reads only what is new; so it is right with several server processes and whoever writes.
 */
import { bibIndex, type BibOwner, type WhoseRead } from '#lib/domain/bibs/bibIndex.ts';
import type { MergedEntry } from '#lib/domain/people/merging/merge.ts';
import { aboutKept } from '#lib/domain/timing/rulings/aboutKept.ts';
import type { App } from '#lib/server/app.ts';
import { perApp } from '#lib/server/perApp.ts';
import { findCourses, type EventCourses } from '#lib/server/events/store/courses.ts';
import { loadPassings, type StoredPassing } from '#lib/server/passings/store/passingFacts.ts';
import { loadMergedEntries } from './store/mergedEntries.ts';
import { findFactsVersion, loadEntries, type Entry, type FactsVersion } from './store/raceFacts.ts';
import { listRulings, type StoredRuling } from '#lib/server/rulings/store/rulings.ts';
import { groupCommit } from '#lib/server/passings/groupCommit.ts';
import { claimed, isLate, type Owners } from '#lib/server/passings/lateReads.ts';
import type { RunningBoards, RunningProposals } from './running.ts';

/** Never changed once made: what is derived from it stays true of it. */
export interface EventFacts {
	readonly version: FactsVersion;
	readonly event: EventCourses;
	/** All who are registered, by bib. */
	readonly entries: readonly Entry[];
	readonly entryOf: ReadonlyMap<string, Entry>;
	/** Entries that count for one of `entries`. */
	readonly merged: readonly MergedEntry[];
	/** Each with its runner as far as the bib is someone's; in no particular order. */
	readonly passings: readonly StoredPassing[];
	/** In the order decided, also revoked ones; of merged entries, as decided about the kept one. */
	readonly rulings: readonly StoredRuling[];
	readonly whose: WhoseRead;
	/**
	 * Scoreboards that go on from facts to facts while only passings and rulings are added; null: these facts stand alone.
	 */
	readonly boards: RunningBoards | null;
	/** Proposals of the tap–scan matching, likewise. */
	readonly proposals: RunningProposals | null;
	/** What was worked out from these facts, see `fromFacts`. */
	readonly memo: Map<string, unknown>;
}

/** Works `make` out once for these facts. `key` names what is worked out, and of what. */
export function fromFacts<T>(facts: EventFacts, key: string, make: () => T): T {
	if (!facts.memo.has(key)) facts.memo.set(key, make());
	return facts.memo.get(key) as T;
}

export const passingIds = (facts: EventFacts): ReadonlySet<string> =>
	fromFacts(facts, 'passing ids', () => new Set(facts.passings.map(({ id }) => id)));

/** Events kept in memory; an event with 260,000 passings takes about 100 MB. */
const EVENTS_KEPT = 6;

/** Null: no such event. The facts hold everything that was committed before the call. */
export const eventFacts = (app: App, eventSlug: string): Promise<EventFacts | null> =>
	readers(app)(eventSlug);

/** Looks that come while one is under way share the next, which sees what was committed before it began. */
const readers = perApp('event-facts', (app) => {
	const kept = new Map<string, EventFacts>();
	const queues = new Map<string, (slug: string) => Promise<EventFacts | null>>();
	const look = async (slug: string): Promise<EventFacts | null> => {
		const known = kept.get(slug);
		const version = await findFactsVersion(app.database.pool, slug, known?.version);
		const facts = version && (await brought(app, { version, known }));
		kept.delete(slug);
		if (facts) kept.set(slug, facts);
		else queues.delete(slug);
		for (const oldest of kept.keys()) {
			if (kept.size <= EVENTS_KEPT) break;
			kept.delete(oldest);
		}
		return facts;
	};
	return (eventSlug: string) => {
		let queue = queues.get(eventSlug);
		if (!queue) {
			queue = groupCommit<string, EventFacts | null>({
				weigh: () => 1,
				limit: Infinity,
				commit: async (slugs) => {
					const facts = await look(eventSlug);
					return slugs.map(() => facts);
				}
			});
			queues.set(eventSlug, queue);
		}
		return queue(eventSlug);
	};
});

/** The facts of that version: parts of the known ones where they still hold, the rest read. Null: the event is gone. */
async function brought(
	app: App,
	{ version, known: last }: { version: FactsVersion; known: EventFacts | undefined }
): Promise<EventFacts | null> {
	const known = last?.version.eventId === version.eventId ? last : undefined;
	const before = known?.version;
	const { eventId } = version;
	const { prisma, pool } = app.database;
	const sameCourse = before?.document === version.document;
	// A wave's slug is read with the entries, so an edited document makes them new too.
	const sameEntries = sameCourse && before.entries === version.entries;
	// Passings come first, since they are the most: while these are taken apart, the database works on the rest.
	const [fresh, event, entries, merged, stored] = await Promise.all([
		version.firstNew > 0
			? loadPassings(pool, { eventId, from: version.firstNew, upTo: version.arrival, ...numbered(version) })
			: [],
		known && sameCourse ? known.event : findCourses(prisma, { id: eventId }),
		known && sameEntries ? known.entries : loadEntries(pool, eventId),
		known && sameEntries ? known.merged : loadMergedEntries(pool, eventId),
		// Whom they are about depends on what was merged.
		known && sameEntries && before.ruling === version.ruling ? null : listRulings(prisma, eventId)
	]);
	if (!event) return null;
	const rulings = known && stored === null ? known.rulings : aboutKept(stored ?? [], merged);
	if (known && same(known, { version, event, entries, rulings })) return known;
	if (known && sameEntries) {
		const { whose, entryOf, boards, proposals } = known;
		const owners = { version, event, whose, entryOf };
		const passings = [...known.passings, ...fresh.map((passing) => claimed(passing, owners))];
		return {
			version,
			event,
			entries,
			entryOf,
			merged,
			passings,
			rulings,
			whose,
			boards,
			proposals,
			memo: new Map()
		};
	}
	const whose = bibIndex(ownersOf(entries, merged));
	const entryOf = new Map(entries.map((entry) => [entry.participant.id, entry]));
	const owners = { version, event, whose, entryOf };
	const arrived = fresh.map((passing) => claimed(passing, owners));
	const passings = known ? [...known.passings.map((p) => resolved(p, owners)), ...arrived] : arrived;
	return {
		version,
		event,
		entries,
		entryOf,
		merged,
		passings,
		rulings,
		whose,
		boards: new Map(),
		proposals: new Map(),
		memo: new Map()
	};
}

/** Is nothing new? Then what was derived from the known facts stays good too. */
const same = (
	known: EventFacts,
	now: Pick<EventFacts, 'version' | 'event' | 'entries' | 'rulings'>
): boolean =>
	known.event === now.event &&
	known.entries === now.entries &&
	known.rulings === now.rulings &&
	known.version.arrival === now.version.arrival &&
	JSON.stringify([...known.version.published]) === JSON.stringify([...now.version.published]);

const ownersOf = (entries: readonly Entry[], merged: readonly MergedEntry[]): BibOwner[] => [
	...entries.map(({ participant, code }) => ({ participantId: participant.id, bib: participant.bib, code })),
	...merged.map(({ keptId, bib, code }) => ({ participantId: keptId, bib, code }))
];

/** Only passings that a race's official results have not seen need their number. */
function numbered({ official }: FactsVersion): { numberedFrom?: number } {
	const seen = [...official.values()];
	return seen.length > 0 ? { numberedFrom: Math.min(...seen) } : {};
}

/** The same object where nothing changes. */
function resolved(passing: StoredPassing, owners: Owners): StoredPassing {
	const participantId = owners.whose(passing.readAs, passing.read);
	if (participantId === passing.participantId) return passing;
	const late = isLate({ ...passing, participantId }, owners);
	return { ...passing, participantId, late };
}
