/** Runners as the search at the head of the desk finds them. */
import { foldName } from '#lib/domain/people/foldedName.ts';
import type { Db } from '#lib/server/database/db.ts';

export interface RunnerHit {
	id: string;
	name: string;
	bib: string | null;
	/** Name of the race. */
	race: string;
	cancelled: boolean;
	/** That very bib was asked for. */
	exact: boolean;
}

const MOST_HITS = 8;
const MOST_WORDS = 6;

/** For `like`: as it is written. */
const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/**
 * By the beginning of a bib, or by parts of the name in any order. First who has that very bib, then bibs that begin so,
 * then names that begin so, then names of which a word begins so; who cancelled comes last within each.
 */
export async function findRunnerHits(
	db: Db,
	{ eventId, q }: { eventId: string; q: string }
): Promise<RunnerHit[]> {
	const folded = foldName(q);
	const words = folded.split(' ').slice(0, MOST_WORDS);
	if (folded === '') return [];
	const bib = q
		.trim()
		.replace(/^[#№]\s*/, '')
		.toUpperCase();
	const begins = `${literal(words[0] ?? '')}%`;
	const isBib = `${literal(bib)}%`;
	return db.$queryRaw<RunnerHit[]>`
		select p.id::text, p.name, b.number as bib, r.name as race, p.state = 'cancelled' as cancelled,
			coalesce(b.number = ${bib}, false) as exact
		from participant p join race r on r.id = p.race_id left join bib b on b.participant_id = p.id
		where p.event_id = ${eventId}::uuid and (b.number like ${isBib}
			or p.name_folded like all(${words.map((word) => `%${literal(word)}%`)}::text[]))
		order by exact desc, coalesce(b.number like ${isBib}, false) desc,
			p.name_folded like ${begins} desc, p.name_folded like ${`% ${begins}`} desc,
			p.state = 'cancelled', length(b.number), b.number, p.name_folded, p.id
		limit ${MOST_HITS}`;
}
