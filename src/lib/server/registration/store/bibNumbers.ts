/** Which numbers an event has given out, and which comes next. */
import { rangeOf, type BibRange } from '#lib/domain/bibs/bibNumber.ts';
import type { Db } from '#lib/server/database/db.ts';

/**
 * As `BibNumbers` gives it: in the race's range, else one above the highest number of the event and all ranges.
 * @param input.bibs of the race; null: it has none of its own
 */
export async function findNextBib(
	db: Db,
	{ eventId, bibs }: { eventId: string; bibs: BibRange | null }
): Promise<string> {
	return (bibs && (await nextInRange(db, { eventId, ...bibs }))) ?? nextOfEvent(db, eventId);
}

/** Above the highest of the range, by an index; where that is the last, the lowest that was left free. Null: it is full. */
async function nextInRange(
	db: Db,
	{ eventId, from, to }: { eventId: string } & BibRange
): Promise<string | null> {
	const [above] = await db.$queryRaw<{ number: number }[]>`
		select coalesce(max(bib_number(number)) + 1, ${from}::integer) as number from bib
		where event_id = ${eventId}::uuid and bib_number(number) between ${from}::integer and ${to}::integer`;
	if (above && above.number <= to) return String(above.number);
	const [gap] = await db.$queryRaw<{ number: number | null }[]>`
		with taken as (
			select distinct bib_number(number) as number from bib
			where event_id = ${eventId}::uuid and bib_number(number) between ${from}::integer and ${to}::integer
		)
		select min(free.number) as number
		from (select ${from}::integer as number union select number + 1 from taken) as free
		where free.number <= ${to}::integer and not exists (select 1 from taken where taken.number = free.number)`;
	return gap?.number == null ? null : String(gap.number);
}

/**
 * The loop goes on only where a bib has that number all the same, with zeros before it or not, which can be from a million
 * on.
 */
async function nextOfEvent(db: Db, eventId: string): Promise<string> {
	const [next] = await db.$queryRaw<{ number: string }[]>`
		with recursive next (number) as (
			select greatest(last_bib, (select max(bib_to) from race where race.event_id = event.id)) + 1
			from event where id = ${eventId}::uuid
			union all
			select number + 1 from next where exists (
				select 1 from bib where bib.event_id = ${eventId}::uuid and bib.number = any (array(
					select lpad(next.number::text, digits, '0') from generate_series(length(next.number::text), 10) digits))))
		select max(number)::text as number from next`;
	if (!next) throw new Error(`event ${eventId} is not there`);
	return next.number;
}

/** The bibs of the race that somebody is in; null: it has none of its own. */
export async function findRangeOf(
	db: Db,
	{ event, participantId }: { event: string; participantId: string }
): Promise<BibRange | null> {
	const where = { id: participantId, event: { slug: event } };
	const found = await db.participant.findFirst({
		where,
		select: { race: { select: { bibFrom: true, bibTo: true } } }
	});
	return found && rangeOf(found.race.bibFrom, found.race.bibTo);
}

/** Those that lie in the range of a race of the event. */
export async function findBibsInRanges(db: Db, eventId: string): Promise<string[]> {
	const rows = await db.$queryRaw<{ number: string }[]>`
		select b.number from race r join bib b on b.event_id = r.event_id and bib_number(b.number) between r.bib_from and r.bib_to
		where r.event_id = ${eventId}::uuid`;
	return rows.map(({ number }) => number);
}

/** Numbers of more than six digits, which `lastBib` does not count. */
export async function findLongBibs(db: Db, eventId: string): Promise<string[]> {
	const rows = await db.$queryRaw<{ number: string }[]>`
		select number from bib
		where event_id = ${eventId}::uuid and number ~ '^[0-9]{7,}$' and bib_number(number) is null`;
	return rows.map(({ number }) => number);
}
