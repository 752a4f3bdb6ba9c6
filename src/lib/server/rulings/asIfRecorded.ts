/** What decisions would do before they are stored: for a look ahead, never for the record. */
import type { Ruling } from '#lib/domain/timing/facts/ruling.ts';
import type { NewRuling } from './store/rulings.ts';

/**
 * The decisions as they would follow those known. For types that name runners, passings and taps, which the row and the
 * domain call alike; a wave has an id in the row and a slug in the domain.
 */
export function asIfRecorded(known: readonly Ruling[], added: readonly NewRuling[]): Ruling[] {
	const last = known.reduce((most, { seq }) => Math.max(most, seq), 0);
	return added.map(
		(row, index) =>
			({ ...row, id: `to-be-recorded-${last + index}`, seq: last + 1 + index }) as unknown as Ruling
	);
}
