import * as m from '#lib/paraglide/messages.js';
import type { PartUse } from '#lib/schemas/base/problem.ts';

/** Why a part of an event cannot be taken out. @param called what its page calls it, where that is not its short name */
export function partUseWords(use: PartUse, called?: string): string {
	const { race, wave, checkpoint, participants, passings, decisions, answers = 0 } = use;
	const has = [
		participants > 0 ? m.race_has_participants({ count: participants }) : null,
		passings > 0 ? m.race_has_passings({ count: passings }) : null,
		decisions > 0 ? m.race_has_decisions({ count: decisions }) : null,
		answers > 0 ? m.question_has_answers({ count: answers }) : null
	].filter((words) => words !== null);
	return m.race_in_use({ part: called ?? wave ?? checkpoint ?? race ?? '', has: has.join(', ') });
}
