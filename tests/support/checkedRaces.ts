/** What stands out in a race, half an hour after the gun: `check({ passings })` on a race of the runners 7 and 8. */
import { type CheckInput, checkRace } from '#lib/domain/timing/checks/checks.ts';
import { deriveResults } from '#lib/domain/timing/running/derive.ts';
import { at, participant, race, scan } from './timingBuilders.ts';

export const runners = (...bibs: string[]) => bibs.map((bib) => participant(bib));

export function check(facts: Partial<CheckInput>) {
	const input = { race: race(), participants: runners('7', '8'), passings: [], rulings: [], ...facts };
	return checkRace({ nowMs: at('30:00'), ...input, derived: deriveResults(input) });
}

/** Only which checks found something. */
export const names = (facts: Partial<CheckInput>) => check(facts).map((found) => found.check);
export const started = (bib: string) => scan(bib, 'start', '0:05');
