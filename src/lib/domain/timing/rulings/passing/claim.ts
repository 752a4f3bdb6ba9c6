import { aboutPassing } from '#lib/domain/timing/rulings/decided.ts';
import { defineRuling } from '#lib/domain/timing/rulings/definition.ts';

/** A passing with no or an unknown bib belongs to this runner. */
export const claim = defineRuling({
	needs: ['passing', 'runner'],
	touches: ({ passingId, participantId }) => ({ passings: [passingId], participants: [participantId] }),
	apply: (decided, { passingId, participantId }) => {
		aboutPassing(decided, passingId).claimedBy = participantId;
	},
	words: [{ explained: 'timing_ruling_claim', listed: 'organiser_ruling_claim' }],
	form: { name: 'claim', title: 'organiser_decide_claim', input: 'nobodys-read', reasons: 'time' }
});
