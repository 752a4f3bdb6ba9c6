import { aboutParticipant, type Decided } from '#lib/domain/timing/rulings/decided.ts';
import type { RulingBase } from '#lib/domain/timing/rulings/definition.ts';

/** What DNS, DNF and DQ have in common; what becomes of the reads says outRuling.ts. The last decided is in force. */
export const out = <const T extends 'dns' | 'dnf' | 'dq'>(type: T) =>
	({
		needs: ['runner'],
		touches: ({ participantId }: { participantId: string }) => ({ participants: [participantId] }),
		apply: (decided: Decided, { participantId, atMs }: RulingBase & { participantId: string }): void => {
			aboutParticipant(decided, participantId).out = { type, atMs };
		},
		form: { name: 'out', title: 'organiser_decide_out', input: 'type', reasons: 'out' }
	}) as const;
