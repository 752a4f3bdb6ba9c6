import type { Caller } from '#lib/server/access/caller.ts';

/** The own page is called by the session's runner, also when an organiser is signed in on the same device. */
export const runnerCaller = ({ runnerId }: App.Locals): Caller =>
	runnerId ? { kind: 'runner', participantId: runnerId } : { kind: 'public' };
