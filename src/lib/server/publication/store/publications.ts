/** Publications: numbered, and never changed. */
import type { PublishedResults } from '#lib/domain/publication/publishedResults.ts';
import type { ReleaseFacts } from '#lib/domain/publication/releasedPhones.ts';
import type { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';

export interface PublicationFacts {
	number: number;
	state: 'provisional' | 'official';
	note: string;
	digest: string;
	createdMs: number;
}

/** What a publication was derived from; null: it is older than the keeping of these. */
export interface SeenFacts {
	/** The last number of arrival. */
	passingsUpTo: number | null;
	/** The last `seq`. */
	rulingsUpTo: number | null;
	documentVersion: number | null;
	entriesVersion: number | null;
}

export interface NewPublication {
	raceId: string;
	state: 'provisional' | 'official';
	note: string;
	published: PublishedResults;
	digest: string;
	by: string;
	nowMs: number;
	seen: Omit<SeenFacts, 'rulingsUpTo'>;
}

/** Inside a transaction that holds the event, so that numbers follow one another; all rulings up to then are seen. Answers the number. */
export async function insertPublication(
	db: Db,
	{ eventId, ...publication }: NewPublication & { eventId: string }
): Promise<number> {
	const { published, nowMs, seen, ...facts } = publication;
	const rulings = await db.ruling.aggregate({ where: { eventId }, _max: { seq: true } });
	const last = await db.publication.aggregate({ where: { raceId: facts.raceId }, _max: { number: true } });
	const number = (last._max.number ?? 0) + 1;
	await db.publication.create({
		data: {
			...facts,
			...seen,
			rulingsUpTo: rulings._max.seq ?? 0,
			number,
			rows: published as unknown as Prisma.InputJsonValue,
			createdAt: new Date(nowMs)
		}
	});
	return number;
}

const BRIEF = { number: true, state: true, note: true, digest: true, createdAt: true } as const;
type Brief = Prisma.PublicationGetPayload<{ select: typeof BRIEF }>;

/** The latest first, without their rows. */
export async function listPublications(db: Db, raceId: string): Promise<PublicationFacts[]> {
	const rows = await db.publication.findMany({
		where: { raceId },
		select: BRIEF,
		orderBy: { number: 'desc' }
	});
	return rows.map(factsOf);
}

export async function findPublication(
	db: Db,
	{ raceId, number }: { raceId: string; number: number }
): Promise<(PublicationFacts & { published: PublishedResults }) | null> {
	const row = await db.publication.findUnique({
		where: { raceId_number: { raceId, number } },
		select: { ...BRIEF, rows: true }
	});
	return row && { ...factsOf(row), published: row.rows as unknown as PublishedResults };
}

/** The facts that a version was derived from, and the number of arrival that the first official one before it saw. */
export async function findSeenFacts(
	db: Db,
	{ raceId, number }: { raceId: string; number: number }
): Promise<(SeenFacts & { official: number | null }) | null> {
	const row = await db.publication.findUnique({
		where: { raceId_number: { raceId, number } },
		select: { passingsUpTo: true, rulingsUpTo: true, documentVersion: true, entriesVersion: true }
	});
	if (!row) return null;
	const first = await db.publication.aggregate({
		where: { raceId, number: { lt: number }, state: 'official', passingsUpTo: { not: null } },
		_min: { passingsUpTo: true }
	});
	const numberOf = (value: bigint | null) => (value === null ? null : Number(value));
	return {
		...row,
		passingsUpTo: numberOf(row.passingsUpTo),
		rulingsUpTo: numberOf(row.rulingsUpTo),
		official: numberOf(first._min.passingsUpTo)
	};
}

/** What decides whether the phones of an event are released. */
export async function findReleaseFacts(db: Db, eventId: string): Promise<ReleaseFacts> {
	const last = {
		orderBy: { number: 'desc' },
		take: 1,
		select: { state: true, createdAt: true }
	} as const;
	const event = await db.event.findUniqueOrThrow({
		where: { id: eventId },
		select: { date: true, timeZone: true, races: { select: { publications: last } } }
	});
	return {
		date: event.date.toISOString().slice(0, 10),
		timeZone: event.timeZone,
		versions: event.races.map(({ publications: [version] }) =>
			version
				? { state: version.state as PublicationFacts['state'], createdMs: version.createdAt.getTime() }
				: null
		)
	};
}

const factsOf = ({ number, state, note, digest, createdAt }: Brief): PublicationFacts => ({
	number,
	state: state as PublicationFacts['state'],
	note,
	digest,
	createdMs: createdAt.getTime()
});
