/** What to look at before results are published, sorted by what it is, with whom it is about. Organisers only. */
import { openFacts } from '#lib/server/results/openFacts.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { Check, CheckName, CheckSeverity } from '#lib/domain/timing/checks/check.ts';
import { checkRace } from '#lib/domain/timing/checks/checks.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { courseIn } from '#lib/server/access/courses.ts';
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

/** The most urgent first. */
export async function deskChecks(
	app: App,
	caller: Caller,
	{ event, race }: { event: string; race: string }
): Promise<Result<CheckGroup[], Refusal>> {
	const facts = await openFacts(app, caller, event, 'see-participants');
	if (!facts.ok) return facts;
	const course = courseIn(facts.value.event, race);
	if (!course.ok) return course;
	const { entryOf } = facts.value;
	const checks = checkRace({
		...inputOf(facts.value, course.value),
		derived: raceResults(facts.value, course.value),
		nowMs: app.now()
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
	return ok([...groups.values()]);
}
