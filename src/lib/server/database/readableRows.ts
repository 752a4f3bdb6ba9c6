/** Lists that survive one row that cannot be read: dates and instants that an earlier version stored, or another program. */
import { isDateInSpan, isInstantInSpan } from '#lib/domain/time/timeSpan.ts';
import { isZone } from '#lib/domain/time/zoneOffset.ts';
import { databaseFaultOf } from '#lib/server/databaseFault.ts';

/** Told of each that a list leaves out, by its slug. */
export type LeftOut = (slug: string, error: unknown) => void;

/** All rows in one statement; when it fails for one of them, each by itself, in the order of `slugs`. */
export async function readableRows<Row>({
	all,
	slugs,
	one,
	leftOut
}: {
	all: () => Promise<Row[]>;
	slugs: () => Promise<string[]>;
	one: (slug: string) => Promise<Row | null>;
	leftOut: LeftOut;
}): Promise<Row[]> {
	try {
		return await all();
	} catch (error) {
		if (databaseFaultOf(error) === 'unavailable') throw error;
	}
	const rows: Row[] = [];
	for (const slug of await slugs()) {
		const row = await withoutBroken(() => one(slug), { slug, leftOut });
		if (row) rows.push(row);
	}
	return rows;
}

/** What `make` makes; null, and told, when it fails for what the row holds. */
export async function withoutBroken<Made>(
	make: () => Made | Promise<Made>,
	{ slug, leftOut }: { slug: string; leftOut: LeftOut }
): Promise<Made | null> {
	try {
		return await make();
	} catch (error) {
		if (databaseFaultOf(error) === 'unavailable') throw error;
		leftOut(slug, error);
		return null;
	}
}

/** @throws RangeError for what no page can format: a date or an instant out of 1900–2200, a zone that does not exist */
export function assertShowable({
	date,
	timeZone,
	instants = []
}: {
	date: string;
	timeZone: string;
	instants?: (number | null)[];
}): void {
	if (!isDateInSpan(date)) throw new RangeError(`the date ${date} is out of 1900–2200`);
	if (!instants.every((ms) => ms === null || isInstantInSpan(ms)))
		throw new RangeError('an instant is out of 1900–2200');
	if (!isZone(timeZone)) throw new RangeError(`there is no time zone ${timeZone}`);
}
