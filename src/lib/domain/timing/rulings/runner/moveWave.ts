import { aboutParticipant } from '#lib/domain/timing/rulings/decided.ts';
import { defineRuling } from '#lib/domain/timing/rulings/definition.ts';

/** The runner started with another wave than the one entered. */
export const moveWave = defineRuling({
	needs: ['runner', 'wave'],
	touches: ({ participantId }) => ({ participants: [participantId] }),
	apply: (decided, { participantId, waveSlug }) => {
		aboutParticipant(decided, participantId).waveSlug = waveSlug;
	},
	words: [{ explained: 'timing_ruling_move_wave', listed: 'organiser_ruling_move' }],
	form: { name: 'move-wave', title: 'organiser_decide_wave', input: 'wave', reasons: 'entry' }
});
