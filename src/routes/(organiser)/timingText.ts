/** Sentences of explanations and checks in the language of the page. For loads only: it holds every message. */
import type { TimingMessage } from '#lib/domain/timing/explanation/message.ts';
import * as m from '#lib/paraglide/messages.js';

const texts = m as unknown as Record<string, ((params: Record<string, string>) => string) | undefined>;

/** A test holds the catalogues to TIMING_MESSAGE_KEYS, so a missing text is a bug; then the key itself is shown. */
export const timingText = ({ key, params }: TimingMessage): string => texts[key]?.(params) ?? key;
