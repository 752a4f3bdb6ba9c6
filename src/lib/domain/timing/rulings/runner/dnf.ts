import { defineRuling } from '#lib/domain/timing/rulings/definition.ts';
import { out } from './out.ts';

/** Did not finish. */
export const dnf = defineRuling({
	...out('dnf'),
	words: [{ explained: 'timing_ruling_dnf', listed: 'organiser_ruling_dnf' }]
});
