/** Publications: numbered, and never changed. */
import type { PublishedResults } from '#lib/domain/publication/publishedResults.ts';
import type { Prisma } from '../database/client/client.ts';
import type { Db } from './db.ts';

export interface PublicationFacts {
	number: number;
	state: 'provisional' | 'official';
	note: string;
	digest: string;
	createdMs: number;
}

export interface NewPublication {
	raceId: string;
	state: 'provisional' | 'official';
	note: string;
	published: PublishedResults;
	digest: string;
	by: string;
	nowMs: number;
}

/** Inside a transaction that holds the event, so that numbers follow one another. Answers the number. */
export async function insertPublication(db: Db, publication: NewPublication): Promise<number> {
	const { published, nowMs, ...facts } = publication;
	const last = await db.publication.aggregate({ where: { raceId: facts.raceId }, _max: { number: true } });
	const number = (last._max.number ?? 0) + 1;
	await db.publication.create({
		data: {
			...facts,
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

const factsOf = ({ number, state, note, digest, createdAt }: Brief): PublicationFacts => ({
	number,
	state: state as PublicationFacts['state'],
	note,
	digest,
	createdMs: createdAt.getTime()
});
