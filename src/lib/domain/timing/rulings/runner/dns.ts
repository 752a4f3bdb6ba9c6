import { defineRuling } from '#lib/domain/timing/rulings/definition.ts';
import { out } from './out.ts';

/** Did not start. */
export const dns = defineRuling({
	...out('dns'),
	words: [{ explained: 'timing_ruling_dns', listed: 'organiser_ruling_dns' }]
});
