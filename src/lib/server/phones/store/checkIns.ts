/** Bibs handed out at the check-in desk, as the phones there sent them. */
import type { Pool } from 'pg';
import type { ReadAs } from '#lib/domain/bibs/bibIndex.ts';

export interface CheckIn {
	readAs: ReadAs;
	/** As read: a bib, or the address in its QR. */
	read: string;
	/** Corrected time, epoch milliseconds. */
	ms: number;
}

/** In order of time. */
export async function listCheckIns(pool: Pool, eventId: string): Promise<CheckIn[]> {
	const { rows } = await pool.query<{ read_as: ReadAs; read: string; ms: string }>(
		`select read_as, read, at_ms + offset_ms as ms from passing
		where event_id = $1 and kind = 'check-in' order by ms, id`,
		[eventId]
	);
	return rows.map(({ read_as, read, ms }) => ({ readAs: read_as, read, ms: Number(ms) }));
}
