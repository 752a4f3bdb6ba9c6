/** What hangs on the parts of an event and therefore keeps them from being taken out. */
import type { PartUse } from '#lib/schemas/base/problem.ts';
import type { Db } from '#lib/server/database/db.ts';

export interface RemovedParts {
	/** Race slugs. */
	races: string[];
	/** Of races that stay and become walks. */
	timings: string[];
	/** Of races that stay. */
	waves: { race: string; wave: string }[];
	checkpoints: { race: string; checkpoint: string }[];
	/** `choice` left out: the whole question; `kind`: it stays, and becomes one of another kind. */
	questions: { question: string; choice?: string; kind?: true }[];
}

/** Also those who have cancelled: their own pages are there. */
export const hasParticipants = async (db: Db, eventId: string): Promise<boolean> =>
	(await db.participant.findFirst({ where: { eventId }, select: { id: true } })) !== null;

const NOTHING = { participants: 0, passings: 0, decisions: 0 };

/** The parts that something hangs on; those that may go are left out. */
export async function findPartsInUse(
	db: Db,
	{ eventId, removed }: { eventId: string; removed: RemovedParts }
): Promise<PartUse[]> {
	const uses: PartUse[] = [];
	for (const slug of removed.races) {
		const race = { eventId, slug };
		const participants = await db.participant.count({ where: { race } });
		const rulings = await db.ruling.count({ where: { race } });
		const publications = await db.publication.count({ where: { race } });
		uses.push({ race: slug, participants, passings: 0, decisions: rulings + publications });
	}
	for (const slug of removed.timings) {
		const race = { eventId, slug };
		const decisions =
			(await db.ruling.count({ where: { race } })) + (await db.publication.count({ where: { race } }));
		uses.push({ race: slug, timing: true, participants: 0, passings: 0, decisions });
	}
	for (const { race, wave } of removed.waves) {
		const where = { wave: { slug: wave, race: { eventId, slug: race } } };
		uses.push({
			race,
			wave,
			participants: await db.participant.count({ where }),
			passings: 0,
			decisions: await db.ruling.count({ where })
		});
	}
	for (const { race, checkpoint } of removed.checkpoints) {
		uses.push({
			race,
			checkpoint,
			participants: 0,
			passings: await db.passing.count({ where: { eventId, checkpoint } }),
			decisions: 0
		});
	}
	for (const part of removed.questions) {
		const { question, choice: value } = part;
		const answers = await db.entryAnswer.count({ where: { question, value, participant: { eventId } } });
		uses.push({ ...part, ...NOTHING, answers });
	}
	return uses.filter((use) => use.participants + use.passings + use.decisions + (use.answers ?? 0) > 0);
}
