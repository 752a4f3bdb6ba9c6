import { aboutParticipant } from '#lib/domain/timing/rulings/decided.ts';
import { defineRuling } from '#lib/domain/timing/rulings/definition.ts';

/** A manual finish: when the line was crossed. */
export const finishTime = defineRuling({
	needs: ['runner', 'instant'],
	touches: ({ participantId }) => ({ participants: [participantId] }),
	apply: (decided, { participantId, valueMs }) => {
		aboutParticipant(decided, participantId).finishMs = valueMs;
	},
	words: [{ explained: 'timing_ruling_finish_time', listed: 'organiser_ruling_finish' }],
	form: {
		name: 'finish-time',
		title: 'organiser_decide_finish',
		input: 'time',
		of: 'finish',
		hint: 'organiser_finish_hint',
		reasons: 'time'
	}
});
