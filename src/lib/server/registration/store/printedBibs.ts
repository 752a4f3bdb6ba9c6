import { aliasStateOf } from '#lib/domain/people/aliasState.ts';
import { consentsInForce, type ConsentKind } from '#lib/domain/people/consent.ts';
import type { Visibility } from '#lib/domain/people/entry.ts';
import type { RunnerIdentity } from '#lib/domain/publication/visibility.ts';
import type { Db } from '#lib/server/database/db.ts';

/** What stands on a runner's bib, or decides what does. */
export interface PrintedBib extends RunnerIdentity {
	number: string;
	code: string;
	/** Pictures may be published. */
	photos: boolean;
}

/** Of all who are registered and have one, in no particular order. @param options.race its slug; empty: all */
export async function listPrintedBibs(
	db: Db,
	{ eventId, race }: { eventId: string; race: string }
): Promise<PrintedBib[]> {
	const rows = await db.participant.findMany({
		where: { eventId, state: 'registered', bib: { isNot: null }, ...(race ? { race: { slug: race } } : {}) },
		select: {
			name: true,
			alias: true,
			aliasDecided: true,
			aliasReleased: true,
			visibility: true,
			bib: { select: { number: true, code: true } },
			consents: { where: { kind: 'photos' }, orderBy: { at: 'asc' }, select: { kind: true, given: true } }
		}
	});
	return rows.flatMap((row): PrintedBib[] => {
		if (!row.bib) return [];
		const consents = consentsInForce(row.consents as { kind: ConsentKind; given: boolean }[]);
		return [
			{
				...row.bib,
				name: row.name,
				alias: row.alias,
				aliasState: aliasStateOf(row),
				visibility: row.visibility as Visibility,
				photos: consents.photos
			}
		];
	});
}
