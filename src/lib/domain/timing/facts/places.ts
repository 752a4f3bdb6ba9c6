/** The checkpoints of an event as people think of them: a place that several races may share. */
import type { CheckpointKind } from './course.ts';
import type { DeviceRole } from './deviceRoles.ts';

export interface Place {
	/** Of the checkpoint. */
	slug: string;
	kind: CheckpointKind;
	/** Metres from the start; null: not known, or not the same in all its races. */
	distanceM: number | null;
	/** Names of the races that pass it, where not all do. */
	races: string[];
}

interface WithCheckpoints {
	name: string;
	checkpoints: readonly { slug: string; kind: CheckpointKind; distanceM: number | null }[];
}

/** In course order, each once. */
export function placesOf(races: readonly WithCheckpoints[]): Place[] {
	const places = new Map<string, Place>();
	for (const { name, checkpoints } of races)
		for (const { slug, kind, distanceM } of checkpoints) {
			const known = places.get(slug);
			if (!known) places.set(slug, { slug, kind, distanceM, races: [name] });
			else {
				if (!known.races.includes(name)) known.races.push(name);
				if (known.distanceM !== distanceM) known.distanceM = null;
			}
		}
	return [...places.values()].map((place) =>
		place.races.length === races.length ? { ...place, races: [] } : place
	);
}

/** Where a phone of that role usually stands; undefined: the event has no checkpoint. */
export function usualPlace(role: DeviceRole, places: readonly Place[]): Place | undefined {
	const finish = places.findLast(({ kind }) => kind === 'finish' || kind === 'start-finish');
	const first = places.find(({ kind }) => kind === 'start' || kind === 'start-finish') ?? places[0];
	const split = places.find(({ kind }) => kind === 'split');
	switch (role) {
		case 'check-in':
			return first;
		case 'checkpoint':
		case 'spotter':
			return split ?? finish ?? first;
		default:
			return finish ?? places.at(-1);
	}
}
