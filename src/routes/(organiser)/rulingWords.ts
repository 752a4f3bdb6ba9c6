/** Decisions in words, for the lists of the desk. */
import { formatDuration } from '#lib/domain/time/duration.ts';
import * as m from '#lib/paraglide/messages.js';
import type { DeskRuling } from '#lib/server/desk/deskRulings.ts';
import { clockOf } from '#lib/ui/dates.ts';

/** `places` says a checkpoint in words. What was decided, without whom it is about: that stands beside it. */
export function rulingWords(ruling: DeskRuling, timeZone: string, places: (slug: string) => string): string {
	const { type, valueMs, passing } = ruling;
	const clock = valueMs === null ? '' : clockOf(valueMs, timeZone);
	const read = {
		checkpoint: passing ? places(passing.checkpoint) : '–',
		time: passing ? clockOf(passing.atMs, timeZone) : '–'
	};
	switch (type) {
		case 'void':
			return m.organiser_ruling_void(read);
		case 'reinstate':
			return m.organiser_ruling_reinstate(read);
		case 'accept':
			return m.organiser_ruling_accept(read);
		case 'claim':
			return m.organiser_ruling_claim(read);
		case 'assign-time':
			return m.organiser_ruling_assign_time({ ...read, time: clock });
		case 'wave-start':
			return valueMs === null
				? m.organiser_ruling_gun_back({ wave: ruling.wave ?? '' })
				: m.organiser_ruling_gun({ wave: ruling.wave ?? '', time: clock });
		case 'start-time':
			return m.organiser_ruling_start({ time: clock });
		case 'finish-time':
			return m.organiser_ruling_finish({ time: clock });
		case 'move-wave':
			return m.organiser_ruling_move({ wave: ruling.wave ?? '' });
		case 'penalty':
			return (valueMs ?? 0) < 0
				? m.organiser_ruling_bonus({ time: formatDuration(-(valueMs ?? 0)) })
				: m.organiser_ruling_penalty({ time: formatDuration(valueMs ?? 0) });
		case 'dead-heat':
			return m.organiser_ruling_dead_heat({ bibs: ruling.bibs.join(', ') });
		case 'bib-swap':
			return m.organiser_ruling_swap({ bib: ruling.bib ?? '–', other: ruling.otherBib ?? '–' });
		case 'dns':
			return m.organiser_ruling_dns();
		case 'dnf':
			return m.organiser_ruling_dnf();
		case 'dq':
			return m.organiser_ruling_dq();
		case 'revoke':
			return m.organiser_ruling_revoke();
	}
}
