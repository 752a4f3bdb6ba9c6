/** The gun of a wave is its last `wave-start` ruling in force. */
import { rulingsInForce } from '#lib/domain/timing/rulings/decisions.ts';
import type { Ruling } from '#lib/domain/timing/facts/ruling.ts';
import type { Db } from '#lib/server/database/db.ts';

export interface Gun {
	/** Epoch milliseconds; null: the start was taken back. */
	valueMs: number | null;
	/** Who ruled it, see `actorOf`. */
	by: string;
}

/** Of these events, by wave id; a wave that nobody started is not in it. */
export async function gunsInForce(db: Db, eventIds: readonly string[]): Promise<Map<string, Gun>> {
	const rows = await db.ruling.findMany({
		where: { eventId: { in: [...eventIds] }, type: { in: ['wave-start', 'revoke'] } },
		select: { id: true, seq: true, type: true, waveId: true, valueMs: true, revokesId: true, by: true },
		orderBy: { seq: 'asc' }
	});
	const rulings = rows.map(({ id, seq, type, waveId, valueMs, revokesId, by }): Ruling => {
		const base = { id, seq: Number(seq), atMs: 0, by, why: '' };
		return type === 'revoke'
			? { ...base, type, rulingId: revokesId ?? '' }
			: // The id stands for the slug, which is unique within its race only.
				{
					...base,
					type: 'wave-start',
					waveSlug: waveId ?? '',
					valueMs: valueMs === null ? null : Number(valueMs)
				};
	});
	const guns = new Map<string, Gun>();
	for (const ruling of rulingsInForce(rulings))
		if (ruling.type === 'wave-start') guns.set(ruling.waveSlug, { valueMs: ruling.valueMs, by: ruling.by });
	return guns;
}

export async function insertWaveStarts(
	db: Db,
	rulings: {
		eventId: string;
		raceId: string;
		waveId: string;
		valueMs: number | null;
		by: string;
		why: string;
		atMs: number;
	}[]
): Promise<void> {
	await db.ruling.createMany({ data: rulings.map((ruling) => ({ ...ruling, type: 'wave-start' })) });
}
