/** What organisers often say, by what they decide about. */
import type { ReasonSubject } from '#lib/domain/timing/rulings/form.ts';
import * as m from '#lib/paraglide/messages.js';

export const presetReasons: Record<ReasonSubject, readonly (() => string)[]> = {
	gun: [m.organiser_why_gun_1, m.organiser_why_gun_2, m.organiser_why_gun_3],
	out: [m.organiser_why_out_1, m.organiser_why_out_2, m.organiser_why_out_3],
	penalty: [m.organiser_why_penalty_1, m.organiser_why_penalty_2, m.organiser_why_penalty_3],
	time: [m.organiser_why_time_1, m.organiser_why_time_2, m.organiser_why_time_3],
	entry: [m.organiser_why_entry_1, m.organiser_why_entry_2, m.organiser_why_entry_3],
	read: [m.organiser_why_read_1, m.organiser_why_read_2, m.organiser_why_read_3],
	tie: [m.organiser_why_tie_1, m.organiser_why_tie_2],
	undo: [m.organiser_why_undo_1, m.organiser_why_undo_2, m.organiser_why_undo_3]
};
