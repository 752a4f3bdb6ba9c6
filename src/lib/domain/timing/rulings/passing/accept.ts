import { aboutPassing } from '#lib/domain/timing/rulings/decided.ts';
import { defineRuling } from '#lib/domain/timing/rulings/definition.ts';
import { READ_FORM } from './readForm.ts';

/** A passing counts although its device was not assigned there, or although it came after the official results. */
export const accept = defineRuling({
	needs: ['passing'],
	touches: ({ passingId }) => ({ passings: [passingId] }),
	apply: (decided, { passingId }) => {
		aboutPassing(decided, passingId).accepted = true;
	},
	words: [{ explained: 'timing_ruling_accept', listed: 'organiser_ruling_accept' }],
	form: READ_FORM
});
