import { aboutParticipant } from '#lib/domain/timing/rulings/decided.ts';
import { defineRuling } from '#lib/domain/timing/rulings/definition.ts';

/** Added to gun and net; negative: a bonus. Several add up. */
export const penalty = defineRuling({
	needs: ['runner', 'duration'],
	touches: ({ participantId }) => ({ participants: [participantId] }),
	apply: (decided, { participantId, valueMs }) => {
		aboutParticipant(decided, participantId).penaltyMs += valueMs;
	},
	words: [
		{
			when: ({ valueMs }) => (valueMs ?? 0) < 0,
			explained: 'timing_ruling_bonus',
			listed: 'organiser_ruling_bonus'
		},
		{ explained: 'timing_ruling_penalty', listed: 'organiser_ruling_penalty' }
	],
	form: { name: 'penalty', title: 'organiser_decide_penalty', input: 'duration', reasons: 'penalty' }
});
