/**
 * What a publication stores: ids, statuses, times and places in both orders, and the rules that they are shown by. Never a
 * name: names are joined when it is read, under the visibility of that day, so that hiding reaches old versions too.
 */
import type { RankBy, Rounding, Sex } from '#lib/domain/timing/facts/course.ts';
import type { ParticipantResult, ResultStatus, Split } from '#lib/domain/timing/facts/result.ts';
import { honoursText, type Honours } from './honours.ts';

export interface Places {
	place: number | null;
	sexPlace: number | null;
	divisionPlace: number | null;
}

export interface PublishedRow {
	participantId: string;
	status: ResultStatus;
	division: string | null;
	/** Only in a version without gaps: whom the places by sex close up with. */
	sex?: Sex | null;
	/** Unrounded milliseconds. */
	gunTimeMs: number | null;
	netTimeMs: number | null;
	penaltyMs: number;
	gun: Places;
	net: Places;
	splits: Pick<Split, 'checkpoint' | 'occurrence' | 'gunTimeMs'>[];
}

export interface PublishedResults {
	rankBy: RankBy;
	rounding: Rounding;
	/** True: the public list counts places by sex and division among the runners that it shows, see gaps.ts. */
	withoutGaps?: true;
	/** In the order of `rankBy`. */
	rows: PublishedRow[];
	/** Missing in versions that were published before awards and teams were. */
	honours?: Honours;
}

/**
 * @param gun, net the same facts in both orders, as `deriveResults` gives them.
 * @param sexOf given: the version is one without gaps
 */
export function publishedResults({
	rankBy,
	rounding,
	gun,
	net,
	honours,
	sexOf
}: {
	rankBy: RankBy;
	rounding: Rounding;
	gun: readonly ParticipantResult[];
	net: readonly ParticipantResult[];
	honours: Honours;
	sexOf?: (participantId: string) => Sex | null;
}): PublishedResults {
	const [order, other] = rankBy === 'gun' ? [gun, net] : [net, gun];
	const otherPlaces = new Map(other.map((result) => [result.participantId, placesOf(result)]));
	const rows = order.map((result) => {
		const own = placesOf(result);
		const others = otherPlaces.get(result.participantId) ?? NO_PLACES;
		return {
			participantId: result.participantId,
			status: result.status,
			division: result.division,
			...(sexOf ? { sex: sexOf(result.participantId) } : {}),
			gunTimeMs: result.gunTimeMs,
			netTimeMs: result.netTimeMs,
			penaltyMs: result.penaltyMs,
			gun: rankBy === 'gun' ? own : others,
			net: rankBy === 'net' ? own : others,
			splits: result.splits.map(({ checkpoint, occurrence, gunTimeMs }) => ({
				checkpoint,
				occurrence,
				gunTimeMs
			}))
		};
	});
	return { rankBy, rounding, ...(sexOf ? { withoutGaps: true } : {}), rows, honours };
}

const NO_PLACES: Places = { place: null, sexPlace: null, divisionPlace: null };
const placesOf = ({ place, sexPlace, divisionPlace }: Places): Places => ({ place, sexPlace, divisionPlace });

/** Rows in either order: finishers by place, and within a shared place as published; the others after them. */
export function rowsInOrder({ rankBy, rows }: PublishedResults, by: RankBy): PublishedRow[] {
	if (by === rankBy) return rows;
	return [...rows].sort((a, b) => (a[by].place ?? Infinity) - (b[by].place ?? Infinity) || 0);
}

/**
 * The text that a digest is taken of: one JSON array a row, fields in a fixed order, so that the same results give the same
 * text whatever stored them. What a version does not have takes no room, so that older versions keep their digests.
 */
export function canonicalText({ rankBy, rounding, withoutGaps, rows, honours }: PublishedResults): string {
	const places = ({ place, sexPlace, divisionPlace }: Places) => [place, sexPlace, divisionPlace];
	const lines = rows.map((row) =>
		JSON.stringify([
			row.participantId,
			row.status,
			row.division,
			row.gunTimeMs,
			row.netTimeMs,
			row.penaltyMs,
			places(row.gun),
			places(row.net),
			row.splits.map(({ checkpoint, occurrence, gunTimeMs }) => [checkpoint, occurrence, gunTimeMs]),
			...(withoutGaps ? [row.sex ?? null] : [])
		])
	);
	const rewarded = honours ? honoursText(honours) : [];
	const head = [rankBy, rounding, ...(withoutGaps ? ['without gaps'] : [])];
	return [JSON.stringify(head), ...lines, ...rewarded].join('\n');
}
