import { aliasStateOf } from '#lib/domain/people/aliasState.ts';
import { consentsInForce, type ConsentKind } from '#lib/domain/people/consent.ts';
import type { Visibility } from '#lib/domain/people/entry.ts';
import type { RunnerIdentity } from '#lib/domain/publication/visibility.ts';
import type { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';

/** What stands on a runner's bib, or decides what does. */
export interface PrintedBib extends RunnerIdentity {
	number: string;
	code: string;
	/** Pictures may be published. */
	photos: boolean;
}

/** Rows that are taken at a time, so that others are served in between. */
const PAGE = 500;

const PARTS = {
	id: true,
	name: true,
	alias: true,
	aliasDecided: true,
	aliasReleased: true,
	visibility: true,
	bib: { select: { number: true, code: true } },
	consents: { where: { kind: 'photos' }, orderBy: { at: 'asc' }, select: { kind: true, given: true } }
} satisfies Prisma.ParticipantSelect;
type Row = Prisma.ParticipantGetPayload<{ select: typeof PARTS }>;

/** Of all who are registered and have one, in no particular order. @param options.race its slug; empty: all */
export async function listPrintedBibs(
	db: Db,
	{ eventId, race }: { eventId: string; race: string }
): Promise<PrintedBib[]> {
	const where = { eventId, state: 'registered', ...(race ? { race: { slug: race } } : {}) };
	const bibs: PrintedBib[] = [];
	for (let after = NOBODY; ;) {
		const rows = await db.participant.findMany({
			where: { ...where, id: { gt: after }, bib: { isNot: null } },
			orderBy: { id: 'asc' },
			take: PAGE,
			select: PARTS
		});
		bibs.push(...rows.flatMap(printedBib));
		const last = rows.at(-1);
		if (!last || rows.length < PAGE) return bibs;
		after = last.id;
	}
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

function printedBib(row: Row): PrintedBib[] {
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
}
