/** Entries that were merged into one that is registered: what was read or decided of them counts for that one. */
import type { Pool } from 'pg';
import type { MergedEntry } from '#lib/domain/people/merging/merge.ts';
import { textRows } from '#lib/server/database/textRows.ts';

/**
 * The common table `kept (id, of)` for an event that is parameter 1: the merged entry, and the registered one that it
 * counts for, through however many merges.
 */
export const KEPT = `recursive merge (id, into_id) as (
		select id, merged_into_id from participant where event_id = $1 and merged_into_id is not null
		union all
		select merge.id, up.merged_into_id from merge join participant up on up.id = merge.into_id
		where up.merged_into_id is not null
	), kept (id, of) as (
		select merge.id, p.id from merge join participant p on p.id = merge.into_id and p.state = 'registered'
	)`;

export async function loadMergedEntries(pool: Pool, eventId: string): Promise<MergedEntry[]> {
	const rows = await textRows(
		pool,
		`with ${KEPT} select kept.id, kept.of, b.number, b.code
		from kept left join bib b on b.participant_id = kept.id`,
		[eventId]
	);
	return rows.flatMap(([id, keptId, bib, code]): MergedEntry[] =>
		id && keptId ? [{ id, keptId, bib: bib ?? null, code: code ?? null }] : []
	);
}
