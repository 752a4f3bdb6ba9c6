/**
 * A sentence for people, without its language: the key of a text in src/messages and what to fill in. Params are ready
 * to show: times as `0:24:31`, slugs and bibs as they are.
 */
export interface TimingMessage {
	key: TimingMessageKey;
	params: Record<string, string>;
}

export type TimingMessageKey = `timing_${string}`;

/** `late-start` in a key is `late_start`. */
export const keyPart = (name: string): string => name.replaceAll('-', '_');
