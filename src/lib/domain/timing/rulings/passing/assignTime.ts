import { aboutPassing } from '#lib/domain/timing/rulings/decided.ts';
import { defineRuling } from '#lib/domain/timing/rulings/definition.ts';

/** The line time of a chute read or an unmatched tap, confirmed from the tap–scan proposal; without a tap it is estimated. */
export const assignTime = defineRuling({
	needs: ['passing', 'instant', 'tap'],
	touches: ({ passingId }) => ({ passings: [passingId] }),
	apply: (decided, { passingId, tapId, valueMs }) => {
		aboutPassing(decided, passingId).assigned = { ms: valueMs, tapId };
		if (tapId === null) return;
		const uses = decided.tapUses.get(tapId) ?? new Set<string>();
		decided.tapUses.set(tapId, uses.add(passingId));
	},
	words: [
		{
			when: ({ tapId }) => tapId === null,
			explained: 'timing_ruling_estimate_time',
			listed: 'organiser_ruling_assign_time'
		},
		{ explained: 'timing_ruling_assign_time', listed: 'organiser_ruling_assign_time' }
	],
	form: null
});
