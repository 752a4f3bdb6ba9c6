/** Sentences of explanations and checks in the language of the page. For loads only: it holds every message. */
import type { TimingMessage } from '#lib/domain/timing/explanation/message.ts';
import * as m from '#lib/paraglide/messages.js';

const texts = m as unknown as Record<string, ((params: Record<string, string>) => string) | undefined>;

/** `places` says a checkpoint in words. A test holds the catalogues to TIMING_MESSAGE_KEYS, so a missing text is a bug; then the key itself is shown. */
export const timingText = (
	{ key, params }: TimingMessage,
	places: (slug: string) => string = (slug) => slug
): string => {
	const { checkpoint } = params;
	const shown = checkpoint === undefined ? params : { ...params, checkpoint: places(checkpoint) };
	return texts[key]?.(shown) ?? key;
};
