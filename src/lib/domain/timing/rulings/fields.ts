/**
 * What a ruling can name: the word by which a type's `needs` asks for it, and the field that holds it. Instants in epoch
 * milliseconds, durations in milliseconds.
 */
export interface RulingFields {
	runner: { participantId: string };
	/** The other of two. */
	'other-runner': { otherParticipantId: string };
	/** Two or more. */
	runners: { participantIds: string[] };
	passing: { passingId: string };
	/** May be left out: null. */
	tap: { tapId: string | null };
	wave: { waveSlug: string };
	instant: { valueMs: number };
	/** Null takes back what was set. */
	'instant-or-null': { valueMs: number | null };
	duration: { valueMs: number };
	/** Another ruling. */
	ruling: { rulingId: string };
}
export type Need = keyof RulingFields;

/** The fields of all these needs together. */
export type FieldsOf<N extends Need> = {
	[F in N]: (fields: RulingFields[F]) => void;
}[N] extends (fields: infer All) => void
	? All
	: never;
