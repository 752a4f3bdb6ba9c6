/** Why nobody can register now, or why this registration was refused, in the language of the page. Used on the server. */
import * as m from '#lib/paraglide/messages.js';
import type { OfferedEntry } from '#lib/server/registration/entryOffer.ts';
import type { RegistrationRefusal } from '#lib/server/registration/register.ts';
import { onMoment } from '#lib/ui/dates.ts';
import { agesWords, type FormError } from '../../../faultWords.ts';

export interface ClosedWords {
	title: string;
	text: string;
	/** May somebody who is registered already be looking for the entry? */
	offersLink: boolean;
}

/** Null: registration is open. */
export function closedWords({
	state,
	draft,
	opensAtMs,
	timeZone,
	places,
	races
}: OfferedEntry): ClosedWords | null {
	if (draft) return { title: m.runner_not_yet_open(), text: m.runner_draft_text(), offersLink: false };
	switch (state) {
		case 'open':
			return null;
		case 'not-yet-open': {
			const date = opensAtMs === null ? '' : onMoment(opensAtMs, timeZone);
			const text = m.runner_not_yet_open_text({ date });
			return { title: m.runner_not_yet_open(), text, offersLink: false };
		}
		case 'over':
			return {
				title: m.runner_over(),
				text: races.every(({ shut }) => shut === 'over') ? m.runner_started_text() : m.runner_over_text(),
				offersLink: true
			};
		case 'cancelled':
			return { title: m.runner_cancelled_event(), text: m.runner_cancelled_event_text(), offersLink: false };
		case 'full': {
			const text = m.runner_full_text({ capacity: places ?? '' });
			return { title: m.runner_full(), text, offersLink: true };
		}
	}
}

/** A race to choose, with what is against it. */
export function raceWords({ name, shut, ...bounds }: OfferedEntry['races'][number]): string {
	const ages = agesWords(bounds);
	const race = ages === null ? name : `${name} (${ages})`;
	if (shut === null) return race;
	return shut === 'full' ? m.runner_full_choice({ race }) : m.runner_started_choice({ race });
}

/** What the summary says, and below it what to do about it. */
export function refusalWords(why: RegistrationRefusal['why']): {
	errors: FormError[];
	advice: string | null;
} {
	const whole = (message: string, advice: string) => ({ errors: [{ field: '', message }], advice });
	switch (why) {
		case 'full':
			return whole(m.runner_full(), m.runner_full_other());
		case 'not-yet-open':
			return whole(m.runner_not_yet_open(), m.runner_over_text());
		case 'over':
			return whole(m.runner_over(), m.runner_over_text());
		case 'cancelled':
			return whole(m.runner_cancelled_event(), m.runner_cancelled_event_text());
		case 'faults':
		case 'unknown':
			return { errors: [{ field: 'race', message: m.runner_fault_race_missing() }], advice: null };
	}
}
