/** Writes the event document into its rows, keeping the ids of what stays. Guns are rulings and are not written here. */
import { isDeepStrictEqual } from 'node:util';
import type { Worded } from '#lib/domain/people/questions.ts';
import type { RaceDocument, StoredDocument } from '#lib/schemas/event/event.ts';
import type { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';
import { findRules } from './formTexts.ts';

/** Answers the new event's id; null when somebody else made an event with this slug at the same moment. */
export async function insertEvent(
	db: Db,
	{ slug, document, nowMs }: { slug: string; document: StoredDocument; nowMs: number }
): Promise<string | null> {
	const made = await db.event.createManyAndReturn({
		data: { slug, ...columnsOf(document) },
		skipDuplicates: true,
		select: { id: true }
	});
	const id = made[0]?.id;
	if (!id) return null;
	await writeRules(db, { eventId: id, texts: document.rules, nowMs });
	await writeRaces(db, { eventId: id, races: document.races });
	return id;
}

/** Counts one edit. What the document no longer has is deleted: the caller has made sure that nothing hangs on it. */
export async function updateEvent(
	db: Db,
	{ eventId, document, nowMs }: { eventId: string; document: StoredDocument; nowMs: number }
): Promise<void> {
	await db.event.update({
		where: { id: eventId },
		data: { ...columnsOf(document), version: { increment: 1 } }
	});
	await writeRules(db, { eventId, texts: document.rules, nowMs });
	const kept = document.races.map(({ slug }) => slug);
	await db.race.deleteMany({ where: { eventId, slug: { notIn: kept } } });
	await writeRaces(db, { eventId, races: document.races });
}

/** Other texts than the last are the next version. */
async function writeRules(
	db: Db,
	{ eventId, texts, nowMs }: { eventId: string; texts: Worded; nowMs: number }
): Promise<void> {
	const last = await findRules(db, eventId);
	if (isDeepStrictEqual(last?.texts ?? {}, texts)) return;
	await db.eventRules.create({
		data: {
			eventId,
			version: (last?.version ?? 0) + 1,
			texts: texts as Prisma.InputJsonValue,
			at: new Date(nowMs)
		}
	});
}

async function writeRaces(
	db: Db,
	{ eventId, races }: { eventId: string; races: RaceDocument[] }
): Promise<void> {
	for (const [position, race] of races.entries()) {
		const columns = { ...raceColumnsOf(race), position };
		const { id } = await db.race.upsert({
			where: { eventId_slug: { eventId, slug: race.slug } },
			create: { eventId, slug: race.slug, ...columns },
			update: columns,
			select: { id: true }
		});
		await writeWaves(db, { raceId: id, race });
		await writeCheckpoints(db, { raceId: id, race });
		// Participants name a division by text, so nothing refers to these rows.
		await db.division.deleteMany({ where: { raceId: id } });
		await db.division.createMany({
			data: race.divisions.map((division, position) => ({ ...division, raceId: id, position }))
		});
	}
}

interface RaceParts {
	raceId: string;
	race: RaceDocument;
}

async function writeWaves(db: Db, { raceId, race }: RaceParts): Promise<void> {
	await db.wave.deleteMany({ where: { raceId, slug: { notIn: race.waves.map(({ slug }) => slug) } } });
	for (const [position, { slug, scheduledAt }] of race.waves.entries()) {
		const columns = { position, scheduledAt: dateOf(scheduledAt) };
		await db.wave.upsert({
			where: { raceId_slug: { raceId, slug } },
			create: { raceId, slug, ...columns },
			update: columns
		});
	}
}

async function writeCheckpoints(db: Db, { raceId, race }: RaceParts): Promise<void> {
	await db.checkpoint.deleteMany({
		where: { raceId, slug: { notIn: race.checkpoints.map(({ slug }) => slug) } }
	});
	for (const [position, { slug, ...rules }] of race.checkpoints.entries()) {
		await db.checkpoint.upsert({
			where: { raceId_slug: { raceId, slug } },
			create: { raceId, slug, position, ...rules },
			update: { position, ...rules }
		});
	}
}

const dateOf = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

const columnsOf = (document: StoredDocument) => ({
	name: document.name,
	date: new Date(`${document.date}T00:00:00Z`),
	timeZone: document.timeZone,
	place: document.place,
	status: document.status,
	practice: document.practice,
	price: document.price,
	registrationOpensAt: dateOf(document.registrationOpensAt),
	registrationClosesAt: dateOf(document.registrationClosesAt),
	guardianUnderAge: document.guardianUnderAge,
	questions: document.questions as unknown as Prisma.InputJsonValue,
	words: document.words as Prisma.InputJsonValue
});

const raceColumnsOf = (race: RaceDocument) => ({
	name: race.name,
	names: (race.names ?? {}) as Prisma.InputJsonValue,
	distanceM: race.distanceM,
	timed: race.timed,
	rankBy: race.rankBy,
	rounding: race.rounding,
	ties: race.ties,
	startWindowMs: race.startWindowMs,
	ageOn: race.ageOn,
	fallbackDivision: race.fallbackDivision,
	capacity: race.capacity,
	ageFrom: race.ageFrom ?? null,
	ageTo: race.ageTo ?? null,
	bibFrom: race.bibs?.from ?? null,
	bibTo: race.bibs?.to ?? null,
	awards: race.awards,
	teams: race.teams
});
