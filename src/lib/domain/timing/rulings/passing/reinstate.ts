import { aboutPassing } from '#lib/domain/timing/rulings/decided.ts';
import { defineRuling } from '#lib/domain/timing/rulings/definition.ts';
import { READ_FORM } from './readForm.ts';

/** A voided passing counts again. */
export const reinstate = defineRuling({
	needs: ['passing'],
	touches: ({ passingId }) => ({ passings: [passingId] }),
	apply: (decided, { passingId }) => {
		aboutPassing(decided, passingId).voided = false;
	},
	words: [{ explained: 'timing_ruling_reinstate', listed: 'organiser_ruling_reinstate' }],
	form: READ_FORM
});
