import { aboutPassing } from '#lib/domain/timing/rulings/decided.ts';
import { defineRuling } from '#lib/domain/timing/rulings/definition.ts';
import { READ_FORM } from './readForm.ts';

/** The passing counts no more. */
export const voidPassing = defineRuling({
	needs: ['passing'],
	touches: ({ passingId }) => ({ passings: [passingId] }),
	apply: (decided, { passingId }) => {
		aboutPassing(decided, passingId).voided = true;
	},
	words: [{ explained: 'timing_ruling_void', listed: 'organiser_ruling_void' }],
	form: READ_FORM
});
