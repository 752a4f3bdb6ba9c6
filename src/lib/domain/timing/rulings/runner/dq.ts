import { defineRuling } from '#lib/domain/timing/rulings/definition.ts';
import { out } from './out.ts';

/** Disqualified. */
export const dq = defineRuling({
	...out('dq'),
	words: [{ explained: 'timing_ruling_dq', listed: 'organiser_ruling_dq' }]
});
