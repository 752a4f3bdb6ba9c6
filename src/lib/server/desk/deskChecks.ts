/** What to look at before results are published, sorted by what it is, with whom it is about. */
import type { Check, CheckName, CheckSeverity } from '#lib/domain/timing/checks/check.ts';
import { checkRace } from '#lib/domain/timing/checks/checks.ts';
import type { Course } from '#lib/server/events/store/courses.ts';
import type { EventFacts } from '#lib/server/results/eventFacts.ts';
import { inputOf, raceResults } from '#lib/server/results/raceResults.ts';

export interface CheckedRunner {
	id: string;
	bib: string | null;
	name: string;
}

export interface DeskCheck extends Pick<Check, 'check' | 'params' | 'passingIds'> {
	runners: CheckedRunner[];
}

/** `severity`: the most urgent of its items. */
export interface CheckGroup {
	check: CheckName;
	severity: CheckSeverity;
	items: DeskCheck[];
}

/** The most urgent first. @param facts opened for somebody who sees participants */
export function deskChecks(
	facts: EventFacts,
	{ course, nowMs }: { course: Course; nowMs: number }
): CheckGroup[] {
	const { entryOf } = facts;
	const checks = checkRace({
		...inputOf(facts, course),
		derived: raceResults(facts, course),
		nowMs
	});
	const groups = new Map<CheckName, CheckGroup>();
	for (const { check, severity, params, participantIds, passingIds } of checks) {
		const group = groups.get(check) ?? { check, severity, items: [] };
		const runners = participantIds.flatMap((id): CheckedRunner[] => {
			const entry = entryOf.get(id);
			return entry ? [{ id, bib: entry.participant.bib, name: entry.name }] : [];
		});
		group.items.push({ check, params, passingIds, runners });
		groups.set(check, group);
	}
	return [...groups.values()];
}
