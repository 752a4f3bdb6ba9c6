import { defineRuling } from '#lib/domain/timing/rulings/definition.ts';

/** These runners share a place; with a runner in common, several become one. */
export const deadHeat = defineRuling({
	needs: ['runners'],
	touches: ({ participantIds }) => ({ participants: participantIds }),
	apply: ({ deadHeats }, { participantIds }) => {
		const everyone = new Set(participantIds.flatMap((id) => [id, ...(deadHeats.get(id) ?? [])]));
		for (const id of everyone) deadHeats.set(id, everyone);
	},
	words: [{ explained: 'timing_ruling_dead_heat', listed: 'organiser_ruling_dead_heat' }],
	form: null
});
