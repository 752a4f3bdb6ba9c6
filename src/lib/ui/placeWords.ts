/** A checkpoint in words: what it is, how far along, and of which races where that differs. */
import type { Place } from '#lib/domain/timing/facts/places.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** By slug; one that the event no longer has stays its slug. Two places that read alike bear theirs. */
export function placeWords(places: readonly Place[]): (slug: string) => string {
	const words = new Map(places.map((place) => [place.slug, wordsOf(place)]));
	const times = new Map<string, number>();
	for (const text of words.values()) times.set(text, (times.get(text) ?? 0) + 1);
	return (slug) => {
		const text = words.get(slug);
		if (text === undefined) return slug;
		return (times.get(text) ?? 0) > 1 ? `${text} · ${slug}` : text;
	};
}

function wordsOf({ slug, kind, distanceM, races }: Place): string {
	const place = kind === 'split' ? splitWords(slug, distanceM) : lines[kind]();
	return races.length > 0 ? `${place} (${races.join(', ')})` : place;
}

const lines = {
	start: m.place_start,
	finish: m.place_finish,
	'start-finish': m.place_start_finish
};

const splitWords = (slug: string, distanceM: number | null): string =>
	distanceM === null || distanceM === 0
		? slug
		: m.place_km({
				km: new Intl.NumberFormat(getLocale(), { maximumFractionDigits: 2 }).format(distanceM / 1000)
			});
