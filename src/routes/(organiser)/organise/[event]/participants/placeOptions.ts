import * as m from '#lib/paraglide/messages.js';
import type { DeskCourse } from '#lib/server/desk/deskCourse.ts';

/** Races with their waves as one choice, `5k/all`; a race of one wave by its name alone. */
export const placeOptions = (races: readonly DeskCourse[]): { value: string; label: string }[] =>
	races.flatMap(({ slug, name, waves }) =>
		waves.map((wave) => ({
			value: `${slug}/${wave}`,
			label: waves.length > 1 ? `${name} · ${m.organiser_wave({ wave })}` : name
		}))
	);
