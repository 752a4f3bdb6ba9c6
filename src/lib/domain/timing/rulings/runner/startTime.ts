import { aboutParticipant } from '#lib/domain/timing/rulings/decided.ts';
import { defineRuling } from '#lib/domain/timing/rulings/definition.ts';

/** A runner's own start (individual starts, a late start let stand). */
export const startTime = defineRuling({
	needs: ['runner', 'instant'],
	touches: ({ participantId }) => ({ participants: [participantId] }),
	apply: (decided, { participantId, valueMs }) => {
		aboutParticipant(decided, participantId).startMs = valueMs;
	},
	words: [{ explained: 'timing_ruling_start_time', listed: 'organiser_ruling_start' }],
	form: {
		name: 'start-time',
		title: 'organiser_decide_start',
		input: 'time',
		of: 'start',
		hint: 'organiser_start_time_hint',
		reasons: 'time'
	}
});
