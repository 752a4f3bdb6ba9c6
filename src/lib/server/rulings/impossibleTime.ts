/** Refuses a decision that would leave a runner with a time of zero or less, as far as the facts are known. */
import { judgeParticipant } from '#lib/domain/timing/judging/judge.ts';
import { ownerOf } from '#lib/domain/timing/judging/eligibility.ts';
import { raceContext } from '#lib/domain/timing/judging/raceContext.ts';
import type { Ruling } from '#lib/domain/timing/facts/ruling.ts';
import { needsOf } from '#lib/domain/timing/rulings/lookup.ts';
import { formatTime } from '#lib/domain/timing/facts/format.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { NewRuling } from './store/rulings.ts';
import { asIfRecorded } from './asIfRecorded.ts';
import type { EventFacts } from '#lib/server/results/eventFacts.ts';
import { inputOf } from '#lib/server/results/raceResults.ts';

/** Null: nothing against it. A runner whose time cannot be already may be ruled on. */
export function refusalOfImpossibleTime(facts: EventFacts, ruling: NewRuling): Refusal | null {
	const course = facts.event.courses.find(({ id }) => id === ruling.raceId);
	const participant = facts.entryOf.get(ruling.participantId ?? '')?.participant;
	const needs = needsOf(ruling.type);
	const changesTime = needs.includes('instant') || needs.includes('duration');
	if (!changesTime || !course || !participant) return null;
	const { race, rulings, passings, proposedTimes } = inputOf(facts, course);
	const judged = (decided: readonly Ruling[]) => {
		const context = raceContext({ race, rulings: decided, ...(proposedTimes && { proposedTimes }) });
		const own = passings.filter((passing) => ownerOf(context, passing) === participant.id);
		return judgeParticipant(context, { participant, passings: own }).outcome.result;
	};
	const result = judged([...rulings, ...asIfRecorded(rulings, [ruling])]);
	if (!result.flags.includes('impossible-time') || judged(rulings).flags.includes('impossible-time'))
		return null;
	const times = [result.gunTimeMs, result.netTimeMs].map((ms) => formatTime(ms ?? 0, 'none'));
	const message = `would give a gun time of ${times[0]} and a net time of ${times[1]}: a time is above zero`;
	const errors = [{ pointer: '/valueMs', message, value: ruling.valueMs }];
	return { reason: 'impossible-time', message: `/valueMs: ${message}`, errors };
}
