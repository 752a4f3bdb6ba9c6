import { defineRuling } from '#lib/domain/timing/rulings/definition.ts';

/** The two runners wore each other's bib: their passings change hands. Several swaps follow one another. */
export const bibSwap = defineRuling({
	needs: ['runner', 'other-runner'],
	touches: ({ participantId, otherParticipantId }) => ({
		participants: [participantId, otherParticipantId],
		swaps: true
	}),
	apply: ({ wearers }, { participantId: one, otherParticipantId: other }) => {
		for (const bibOf of [one, other]) if (!wearers.has(bibOf)) wearers.set(bibOf, bibOf);
		for (const [bibOf, wearer] of wearers) {
			if (wearer === one) wearers.set(bibOf, other);
			else if (wearer === other) wearers.set(bibOf, one);
		}
	},
	words: [{ explained: 'timing_ruling_bib_swap', listed: 'organiser_ruling_swap' }],
	form: { name: 'bib-swap', title: 'organiser_decide_swap', input: 'other-bib', reasons: 'entry' }
});
