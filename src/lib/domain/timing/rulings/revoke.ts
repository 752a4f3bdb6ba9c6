import { defineRuling } from './definition.ts';

/** Another ruling holds no longer. Which those are, and whom that touches, `rulingsInForce` and `affectedBy` find out. */
export const revoke = defineRuling({
	needs: ['ruling'],
	touches: () => ({}),
	apply: () => undefined,
	words: [{ explained: 'timing_ruling_revoke', listed: 'organiser_ruling_revoke' }],
	form: null
});
