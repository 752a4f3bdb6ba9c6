/** Awards and teams of a race as one audience sees them: of the last publication, or as the running race stands. */
import { openFacts } from './openFacts.ts';
import { closing } from '#lib/domain/publication/gaps.ts';
import { honoursOf, type Honours } from '#lib/domain/publication/honours.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { formatTime } from '#lib/domain/timing/facts/format.ts';
import type { RankBy, Rounding } from '#lib/domain/timing/facts/course.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { Award, HonoursPage, TeamList } from '#lib/schemas/results.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { may } from '#lib/server/access/permissions.ts';
import type { Course } from '#lib/server/events/store/courses.ts';
import { courseIn } from '#lib/server/access/courses.ts';
import { fromFacts, type EventFacts } from './eventFacts.ts';
import { listOf, readPublication } from '#lib/server/publication/publishedList.ts';
import { entriesOf, raceResults } from './raceResults.ts';
import { resultRow, type Audience, type ListedRow, type ResultList } from './resultList.ts';
import { raceList } from './results.ts';

/** As the facts stand, published or not. @param course one of `facts.event.courses` */
export const runningHonours = (facts: EventFacts, course: Course): Honours =>
	fromFacts(facts, `honours ${course.id}`, () =>
		honoursOf({
			race: course.race,
			participants: entriesOf(facts, course).map(({ participant }) => participant),
			results: raceResults(facts, course).results
		})
	);

/**
 * The same choice as for the results: organisers get the unpublished state, others the last publication; with `version`
 * that publication. Always under today's visibility.
 */
export async function honours(
	app: App,
	caller: Caller,
	{ event, ...wanted }: { event: string; race: string; version?: number | undefined }
): Promise<Result<HonoursPage, Refusal>> {
	const opened = await openFacts(app, caller, event, 'see-public');
	return opened.ok ? honoursIn(app, caller, { facts: opened.value, ...wanted }) : opened;
}

/** As `honours`, where the caller has the event's facts already. */
export async function honoursIn(
	app: App,
	caller: Caller,
	{ facts, race, version }: { facts: EventFacts; race: string; version?: number | undefined }
): Promise<Result<HonoursPage, Refusal>> {
	const found = courseIn(facts.event, race);
	if (!found.ok) return found;
	const course = found.value;
	const audience: Audience = may(caller, 'see-participants', facts.event) ? 'organiser' : 'public';
	const wanted = version ?? (audience === 'public' ? facts.version.published.get(race) : undefined);
	if (wanted === undefined) {
		const list = await raceList(app, { facts, course, audience });
		const shown = { list, audience, rankBy: course.race.rankBy };
		return ok(pageOnce(facts, course, { given: runningHonours(facts, course), shown }));
	}
	const stored = await readPublication(app, { raceId: course.id, number: wanted });
	if (!stored) return refuse('publication-unknown', `the race has no publication ${wanted}`);
	const { rankBy, honours: published = { awards: [], teams: [] } } = stored.published;
	const list = listOf(stored, { facts, course, by: rankBy, audience });
	return ok(pageOnce(facts, course, { given: published, shown: { list, audience, rankBy } }));
}

interface HonoursInput {
	list: ResultList;
	audience: Audience;
	rankBy: RankBy;
}

/** Once for the facts and the version, since results are looked at by many. */
const pageOnce = (
	facts: EventFacts,
	course: Course,
	{ given, shown }: { given: Honours; shown: HonoursInput }
): HonoursPage =>
	fromFacts(facts, `honours ${course.id} ${shown.list.version} ${shown.audience}`, () =>
		honoursPage(given, shown)
	);

function honoursPage(given: Honours, { list, audience, rankBy }: HonoursInput): HonoursPage {
	const rows = new Map(list.rows.map((row) => [row.result.participantId, row]));
	const { rounding, withoutGaps } = list;
	const shown: Shown = { rows, rounding, withoutGaps, audience, rankBy };
	return {
		awards: given.awards.map((award) => awardOf(award, shown)),
		teams: given.teams.map((teams) => teamListOf(teams, shown)),
		version: list.version,
		state: list.state
	};
}

interface Shown {
	/** Rows that the audience sees, by participant. Who is missing is in no list. */
	rows: ReadonlyMap<string, ListedRow>;
	rounding: Rounding;
	withoutGaps: boolean;
	audience: Audience;
	/** The order of the race. */
	rankBy: RankBy;
}

function awardOf({ category, winners }: Honours['awards'][number], shown: Shown): Award {
	const { name, sex, division, rankBy, exclusive } = category;
	return {
		name,
		sex,
		division,
		rankBy,
		exclusive,
		winners: winnersShown(category, { winners, shown }).flatMap(({ participantId, place }) => {
			const listed = shown.rows.get(participantId);
			if (!listed) return [];
			const row = resultRow(listed, shown.rounding);
			const time = rankBy === 'gun' ? row.gunTime : row.netTime;
			return [{ place, bib: row.bib, name: row.name, club: row.club, time }];
		})
	};
}

/** As the list counts: where it closes places by sex and division up, those of such a category close up too. */
function winnersShown(
	{ sex, division }: Honours['awards'][number]['category'],
	{ winners, shown }: { winners: Honours['awards'][number]['winners']; shown: Shown }
): Honours['awards'][number]['winners'] {
	if (shown.audience !== 'public' || !shown.withoutGaps || (sex === null && division === null))
		return winners;
	const seen = winners.filter(({ participantId }) => shown.rows.has(participantId));
	const closed = closing(seen.map(({ place }) => ({ group: null, place })));
	return seen.map(({ participantId, place }) => ({ participantId, place: closed(null, place) ?? place }));
}

function teamListOf({ rules, teams }: Honours['teams'][number], shown: Shown): TeamList {
	return {
		...rules,
		teams: teams.flatMap(({ club, place, total, participantIds }) => {
			const rows = participantIds.map((id) => shown.rows.get(id));
			// One member less and the sum would tell the time of the one who is hidden, and the club who it is.
			if (shown.audience === 'public' && !rows.every(showsClub)) return [];
			return [
				{
					place,
					club,
					total: total === null ? null : sumOf(total, { by: rules.by, rounding: shown.rounding }),
					members: rows.flatMap((row) => (row ? [memberOf(row, shown)] : []))
				}
			];
		})
	};
}

const showsClub = (row: ListedRow | undefined): boolean =>
	row !== undefined && row.name !== null && row.name === row.entry?.name;

const sumOf = (total: number, { by, rounding }: { by: TeamList['by']; rounding: Rounding }): string =>
	by === 'time' ? formatTime(total, rounding) : String(total);

function memberOf(
	listed: ListedRow,
	{ rounding, rankBy }: Shown
): TeamList['teams'][number]['members'][number] {
	const { bib, name, place, gunTime, netTime } = resultRow(listed, rounding);
	return { bib, name, place, time: rankBy === 'gun' ? gunTime : netTime };
}
