import type { CheckName, CheckSeverity } from '#lib/domain/timing/checks/check.ts';
import * as m from '#lib/paraglide/messages.js';

export const severityWords: Record<CheckSeverity, () => string> = {
	safety: m.organiser_severity_safety,
	warning: m.organiser_severity_warning,
	notice: m.organiser_severity_notice
};

/** What a check looks for; each finding is a sentence of its own. */
export const checkTitles: Record<CheckName, () => string> = {
	'podium-differs': m.organiser_check_podium_differs,
	'impossible-time': m.organiser_check_impossible_time,
	'impossible-pace': m.organiser_check_impossible_pace,
	'missed-split': m.organiser_check_missed_split,
	'before-gun': m.organiser_check_before_gun,
	'finish-without-start': m.organiser_check_finish_without_start,
	'start-or-finish': m.organiser_check_start_or_finish,
	'early-start': m.organiser_check_early_start,
	'late-start': m.organiser_check_late_start,
	'wrong-wave': m.organiser_check_wrong_wave,
	'unknown-bib': m.organiser_check_unknown_bib,
	unassigned: m.organiser_check_unassigned,
	'after-official': m.organiser_check_after_official,
	unmatched: m.organiser_check_unmatched,
	'estimated-time': m.organiser_check_estimated_time,
	'duplicate-bib': m.organiser_check_duplicate_bib,
	'devices-disagree': m.organiser_check_devices_disagree,
	'same-second-award': m.organiser_check_same_second_award,
	'uncertain-place': m.organiser_check_uncertain_place,
	'seen-after-ruling': m.organiser_check_seen_after_ruling,
	overdue: m.organiser_check_overdue,
	'award-age-edge': m.organiser_check_award_age_edge
};
