/** Why something was decided and by whom, in the reader's language where the product itself says it. */
import { ownReasonOf, type OwnReason } from '#lib/domain/timing/rulings/ownReasons.ts';
import * as m from '#lib/paraglide/messages.js';

export const ownReasonWords: Record<OwnReason, () => string> = {
	'ruled-at-publishing': m.why_ruled_at_publishing,
	'fixed-at-publishing': m.why_fixed_at_publishing,
	'gun-in-document': m.why_gun_in_document,
	'match-confirm': m.match_why_confirm,
	'match-move': m.match_why_move,
	'match-split': m.match_why_split,
	'match-time': m.match_why_time,
	'match-void': m.match_why_void,
	'match-claim': m.match_why_claim,
	'match-undo': m.match_why_undo,
	'reads-accepted': m.organiser_unassigned_why,
	'reads-undone': m.organiser_unassigned_undone,
	undone: m.organiser_why_undone
};

/** @param why as stored */
export function whyWords(why: string): string {
	const code = ownReasonOf(why);
	return code === null ? why : ownReasonWords[code]();
}

/** @param by a person's name, or how the audit names a program (see `actorOf`) */
export function byWords(by: string): string {
	if (by === 'runner') return m.by_runner();
	if (by === 'owner-key') return m.by_owner_key();
	if (by.startsWith('key:')) return m.by_key({ name: by.slice('key:'.length) });
	if (by.startsWith('device:')) return m.by_device({ name: by.slice('device:'.length) });
	return by;
}
