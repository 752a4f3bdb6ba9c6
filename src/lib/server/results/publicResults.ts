/** The public pages' view of results: the published list, or the running race. Always as the public sees it; of a draft, which only its team may open, too. */
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { RankBy } from '#lib/domain/timing/facts/course.ts';
import type { HonoursPage, LiveChange, ResultsPage, ResultsQuery } from '#lib/schemas/results.ts';
import { timedCourses } from '#lib/server/access/courses.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import type { EventFacts } from './eventFacts.ts';
import { honoursIn } from './honours.ts';
import { liveSnapshot } from './live.ts';
import { openFacts } from './openFacts.ts';
import { resultsOf, resultsPage } from './results.ts';

export interface RaceName {
	slug: string;
	name: string;
	rankBy: RankBy;
}

/** `race` is the one shown: the one that was asked for, or the first. */
export interface ShownRaces {
	races: RaceName[];
	race: RaceName;
}

const PUBLIC: Caller = { kind: 'public' };

export async function publishedResults(
	app: App,
	caller: Caller,
	{ event, race: wanted, query }: { event: string; race: string | undefined; query: ResultsQuery }
): Promise<Result<ShownRaces & { results: ResultsPage; honours: HonoursPage }, Refusal>> {
	const opened = await openFacts(app, caller, event, 'see-public');
	if (!opened.ok) return opened;
	const facts = opened.value;
	const shown = shownRaces(facts, wanted);
	if (!shown.ok) return shown;
	const race = shown.value.race.slug;
	const [found, won] = await Promise.all([
		resultsOf(app, PUBLIC, { facts, race, query }),
		honoursIn(app, PUBLIC, { facts, race })
	]);
	if (!found.ok) return found;
	if (!won.ok) return won;
	return ok({ ...shown.value, results: resultsPage(found.value, query), honours: won.value });
}

function shownRaces({ event }: EventFacts, wanted: string | undefined): Result<ShownRaces, Refusal> {
	const races = timedCourses(event).map(({ race }) => ({
		slug: race.slug,
		name: race.name,
		rankBy: race.rankBy
	}));
	const race = wanted === undefined ? races[0] : races.find((one) => one.slug === wanted);
	if (!race) return refuse('race-unknown', `the event "${event.slug}" has no race "${wanted ?? ''}"`);
	return ok({ races, race });
}

/** The first picture of the live page; its stream begins with the same list. */
export async function liveBoard(
	app: App,
	caller: Caller,
	{ event, race: wanted }: { event: string; race: string | undefined }
): Promise<Result<ShownRaces & Pick<LiveChange, 'rows' | 'finished' | 'state'>, Refusal>> {
	const opened = await openFacts(app, caller, event, 'see-public');
	if (!opened.ok) return opened;
	const facts = opened.value;
	const shown = shownRaces(facts, wanted);
	if (!shown.ok) return shown;
	const snapshot = await liveSnapshot(app, { facts, race: shown.value.race.slug });
	return snapshot.ok ? ok({ ...shown.value, ...snapshot.value }) : snapshot;
}
