/** The domain's sentences in a language of people. */
import type { TimingMessage } from '#lib/domain/timing/explanation/message.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/paraglide/runtime.js';

type Text = (params: Record<string, string>, options: { locale: Locale }) => string;
const texts = m as unknown as Readonly<Record<string, Text | undefined>>;

/** A test holds the catalogues to the domain's keys, so a missing text is a bug; the key then says at least what was meant. */
export const timingWords = ({ key, params }: TimingMessage, locale: Locale): string =>
	texts[key]?.(params, { locale }) ?? key;
