import type { EventPage } from '#lib/schemas/event/eventPage.ts';
import type { RaceName, ShownRaces } from '#lib/server/results/publicResults.ts';

/** Races by their names in the language of the page. */
export function racesIn(page: EventPage, { races, race }: ShownRaces): ShownRaces {
	const named = (one: RaceName): RaceName => ({
		...one,
		name: page.races.find(({ slug }) => slug === one.slug)?.name ?? one.name
	});
	return { races: races.map(named), race: named(race) };
}
