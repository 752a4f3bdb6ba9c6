/** How often the gun of a wave was decided, for forms that change it: two who do so at a time overwrite nothing unseen. */
import type { FormVersion } from '#lib/domain/people/formVersion.ts';
import type { Course } from '#lib/server/events/store/courses.ts';
import { waveKey } from '#lib/server/events/store/events.ts';
import type { StoredRuling } from './store/rulings.ts';

/** From 1; each gun of the wave, and each that was taken back, makes the next. */
export function gunVersion(
	{ id, race }: Course,
	{ wave, rulings }: { wave: string; rulings: readonly StoredRuling[] }
): FormVersion {
	const decisions = new Set<string>();
	for (const { raceId, ruling } of rulings) {
		const isGun = ruling.type === 'wave-start' && raceId === id && ruling.waveSlug === wave;
		const isUndone = ruling.type === 'revoke' && decisions.has(ruling.rulingId);
		if (isGun || isUndone) decisions.add(ruling.id);
	}
	return { id: waveKey(race.slug, wave), version: 1 + decisions.size };
}
