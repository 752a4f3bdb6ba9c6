/** Sentences of explanations and checks in the language of the page. For loads only: it holds every message. */
import type { TimingMessage } from '#lib/domain/timing/explanation/message.ts';
import type { wordsOf } from '#lib/domain/timing/rulings/lookup.ts';
import * as m from '#lib/paraglide/messages.js';

/** A ruling whose sentence is missing, or fills in anything else, does not pass the check of types. */
type OfRulings = Record<
	ReturnType<typeof wordsOf>['explained'],
	(shown: { wave: string; time: string }) => string
>;

const texts = m satisfies OfRulings as unknown as Record<
	string,
	((params: Record<string, string>) => string) | undefined
>;

/** `places` says a checkpoint in words. A test holds the catalogues to TIMING_MESSAGE_KEYS, so a missing text is a bug; then the key itself is shown. */
export const timingText = (
	{ key, params }: TimingMessage,
	places: (slug: string) => string = (slug) => slug
): string => {
	const { checkpoint } = params;
	const shown = checkpoint === undefined ? params : { ...params, checkpoint: places(checkpoint) };
	return texts[key]?.(shown) ?? key;
};
