/** One runner with all that the own page, the mails and the bib say about the entry. */
import type { EventStatus } from '#lib/domain/calendar/eventStatus.ts';
import type { OwnWords } from '#lib/domain/calendar/ownWords.ts';
import { aliasStateOf, type AliasState } from '#lib/domain/people/aliasState.ts';
import { consentsInForce, type ConsentKind } from '#lib/domain/people/consent.ts';
import type { ChangedEntry } from '#lib/domain/people/change.ts';
import type { Worded } from '#lib/domain/people/questions.ts';
import { OWN_FIELDS, RUNNER_FIELDS, type Person, type RunnerField } from '#lib/schemas/person.ts';
import type { OwnChange } from '#lib/schemas/registration.ts';
import type { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';
import { clientValues, personOf } from './personColumns.ts';

export interface RunnerEvent {
	id: string;
	slug: string;
	name: string;
	/** Civil date in `timeZone`. */
	date: string;
	timeZone: string;
	place: string;
	status: EventStatus;
	version: number;
	/** First start of the runner's wave, epoch milliseconds; null when the programme does not say. */
	startAtMs: number | null;
	guardianUnderAge: number;
	words: OwnWords;
	/** The campaign documents by language, not parsed. */
	campaigns: Record<string, unknown>;
}

export interface Runner extends Pick<Person, RunnerField> {
	id: string;
	/** Counts changes of the entry, from 1. */
	version: number;
	aliasState: AliasState;
	/** Language of the mails. */
	locale: string;
	cancelled: boolean;
	/** Another entry of the same person counts instead. */
	mergedIntoId: string | null;
	/**
	 * The address is known to be the runner's: a link mailed there was opened, or an organiser entered the runner. Until
	 * then anybody may have typed what stands here.
	 */
	confirmed: boolean;
	/** Null for a runner who was never given one. */
	bib: { number: string; code: string } | null;
	race: { id: string; slug: string; name: string; names: Worded; timed: boolean };
	consents: Record<ConsentKind, boolean>;
	event: RunnerEvent;
}

const parts = {
	bib: { select: { number: true, code: true } },
	race: { select: { id: true, slug: true, name: true, names: true, timed: true } },
	wave: { select: { scheduledAt: true } },
	links: { where: { openedAt: { not: null } }, take: 1, select: { openedAt: true } },
	consents: { orderBy: { at: 'asc' }, select: { kind: true, given: true } },
	event: { include: { campaigns: { select: { locale: true, content: true } } } }
} satisfies Prisma.ParticipantInclude;
type Row = Prisma.ParticipantGetPayload<{ include: typeof parts }>;

export async function findRunner(db: Db, id: string): Promise<Runner | null> {
	const row = await db.participant.findUnique({ where: { id }, include: parts });
	return row && runnerOf(row);
}

/** By the code of the bib's QR. A spare bib has no runner; that of a merged entry has the kept one's. */
export async function findBib(
	db: Db,
	code: string
): Promise<{ number: string; eventSlug: string; runner: Runner | null } | null> {
	const bib = await db.bib.findUnique({
		where: { code, event: { binnedAt: null } },
		select: { number: true, event: { select: { slug: true } }, participant: { include: parts } }
	});
	if (!bib) return null;
	let runner = bib.participant && runnerOf(bib.participant);
	while (runner?.mergedIntoId) runner = await findRunner(db, runner.mergedIntoId);
	return { number: bib.number, eventSlug: bib.event.slug, runner };
}

const runnerOf = (row: Row): Runner => ({
	...personOf(RUNNER_FIELDS, row),
	id: row.id,
	version: row.version,
	aliasState: aliasStateOf(row),
	locale: row.locale,
	cancelled: row.state === 'cancelled',
	mergedIntoId: row.mergedIntoId,
	// Who registered personally was asked for consents.
	confirmed: row.links.length > 0 || row.consents.length === 0,
	bib: row.bib,
	race: { ...row.race, names: row.race.names as Worded },
	consents: consentsInForce(row.consents as { kind: ConsentKind; given: boolean }[]),
	event: {
		id: row.event.id,
		slug: row.event.slug,
		name: row.event.name,
		date: row.event.date.toISOString().slice(0, 10),
		timeZone: row.event.timeZone,
		place: row.event.place,
		status: row.event.status as EventStatus,
		version: row.event.version,
		startAtMs: row.wave.scheduledAt?.getTime() ?? null,
		guardianUnderAge: row.event.guardianUnderAge,
		words: row.event.words as OwnWords,
		campaigns: Object.fromEntries(row.event.campaigns.map(({ locale, content }) => [locale, content]))
	}
});

/**
 * Holds the entry until the transaction ends, so that a change and a cancellation do not cross. The event first, as
 * imports and registrations do: a change of an entry is counted on its event, and two that wait for each other both fail.
 */
export async function lockRunner(db: Db, id: string): Promise<Runner | null> {
	await db.$queryRaw`
		select 1 from event where id = (select event_id from participant where id = ${id}::uuid) for no key update`;
	await db.$queryRaw`select id from participant where id = ${id}::uuid for no key update`;
	return findRunner(db, id);
}

export async function updateRunner(
	db: Db,
	{ id, changed }: { id: string; changed: ChangedEntry<OwnChange> }
): Promise<void> {
	const { entry, aliasChanged } = changed;
	const undecided = aliasChanged ? { aliasDecided: null, aliasReleased: false } : {};
	await db.participant.update({
		where: { id },
		data: { ...clientValues(OWN_FIELDS, entry), nameFolded: entry.nameFolded, ...undecided }
	});
}

/** The entry gives its place back; its bib stays out of use. */
export async function markCancelled(db: Db, id: string): Promise<void> {
	await db.participant.update({ where: { id }, data: { state: 'cancelled' } });
}
