/** How a decision is asked for on the desk's page of a participant. */

/** What reasons are about, so that those often given can be offered. */
export type ReasonSubject = 'gun' | 'out' | 'penalty' | 'time' | 'entry' | 'read' | 'tie' | 'undo';

/**
 * What is filled in. `type`: which of the types that share the form; `duration`: a penalty or a bonus; `time`: an instant
 * by the clock or since the gun; `nobodys-read`: one of the reads that no runner has.
 */
export type FormInput =
	| { input: 'type' | 'duration' | 'wave' | 'other-bib' | 'nobodys-read' }
	| {
			input: 'time';
			/** What the instant is of. */
			of: 'finish' | 'start';
			/** Key of a text. */
			hint: `organiser_${string}`;
	  };

/** `name` is what the form posts as `form`; a key of a text is its `title`. Types with the same name share the form. */
export type RulingForm = { name: string; reasons: ReasonSubject } & (
	| ({ title: `organiser_decide_${string}` } & FormInput)
	/** The buttons beside a read of the runner. */
	| { input: 'at-read' }
);
