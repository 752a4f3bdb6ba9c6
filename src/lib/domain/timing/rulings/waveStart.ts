import { defineRuling } from './definition.ts';

/** The gun of a wave; null takes the start back. */
export const waveStart = defineRuling({
	needs: ['wave', 'instant-or-null'],
	touches: ({ waveSlug }) => ({ wave: waveSlug }),
	apply: ({ gunStarts }, { waveSlug, valueMs }) => {
		gunStarts.set(waveSlug, valueMs);
	},
	words: [
		{
			when: ({ valueMs }) => valueMs === null,
			explained: 'timing_ruling_wave_start_taken_back',
			listed: 'organiser_ruling_gun_back'
		},
		{ explained: 'timing_ruling_wave_start', listed: 'organiser_ruling_gun' }
	],
	form: null
});
