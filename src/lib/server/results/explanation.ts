/** How one result came about, for an organiser or the runner; and the checks before publishing, for organisers. */
import { openFacts } from './openFacts.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { DeriveInput } from '#lib/domain/timing/running/derive.ts';
import { checkRace } from '#lib/domain/timing/checks/checks.ts';
import { checkMessage } from '#lib/domain/timing/checks/message.ts';
import { explain, type Explanation } from '#lib/domain/timing/explanation/explain.ts';
import { ownReasonOf } from '#lib/domain/timing/rulings/ownReasons.ts';
import type { Locale } from '#lib/paraglide/runtime.js';
import { formatInstant } from '#lib/schemas/base/common.ts';
import type { Anomaly, ExplanationAnswer } from '#lib/schemas/explanation.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { may } from '#lib/server/access/permissions.ts';
import type { Course } from '#lib/server/events/store/courses.ts';
import type { Entry } from './store/raceFacts.ts';
import { courseIn } from '#lib/server/access/courses.ts';
import type { EventFacts } from './eventFacts.ts';
import { inputOf, raceResults } from './raceResults.ts';
import { resultRow } from './resultList.ts';
import { timingWords } from './timingWords.ts';

export interface ExplainInput {
	event: string;
	race: string;
	bib: string;
	locale: Locale;
}

/** Whether the bib exists is not told to those who may not read about it. */
export async function explanation(
	app: App,
	caller: Caller,
	{ event, race, bib, locale }: ExplainInput
): Promise<Result<ExplanationAnswer, Refusal>> {
	const opened = await openFacts(app, caller, event, 'see-explanation');
	if (!opened.ok) return opened;
	const facts = opened.value;
	const course = courseIn(facts.event, race);
	if (!course.ok) return course;
	const organiser = may(caller, 'see-participants', facts.event);
	const bearer = facts.entryOf.get(facts.whose('bib', bib) ?? '');
	const entry = bearer?.raceId === course.value.id ? bearer : undefined;
	const own = caller.kind === 'runner' && caller.participantId === entry?.participant.id;
	if (!organiser && !own) return refuse('forbidden', 'this is for organisers and the runner');
	const input = inputOf(facts, course.value);
	const explained = entry && explain(input, entry.participant.id);
	if (!explained) return refuse('participant-unknown', `nobody in the race "${race}" has bib ${bib}`);
	return ok(answerOf(explained, { facts, course: course.value, entry, locale, organiser }));
}

function answerOf(
	{ wave, gunStartMs, result, notes, passings, rulings }: Explanation,
	context: { facts: EventFacts; course: Course; entry: Entry; locale: Locale; organiser: boolean }
): ExplanationAnswer {
	const { facts, course, entry, locale, organiser } = context;
	const written = (ms: number | null) => (ms === null ? null : formatInstant(ms, facts.event.timeZone));
	// The explanation judges one runner alone; the places come from the whole list.
	const placed = raceResults(facts, course).results.find(
		({ participantId }) => participantId === entry.participant.id
	);
	return {
		race: course.race.slug,
		wave,
		gunStart: written(gunStartMs),
		result: resultRow(
			{ result: placed ?? result, entry, name: entry.name, splits: true },
			course.race.rounding
		),
		flags: result.flags,
		notes: notes.map((note) => timingWords(note, locale)),
		passings: passings.map(({ passingId, ms, reason, ...passing }) => ({
			id: passingId,
			...passing,
			at: written(ms),
			reason: timingWords(reason, locale)
		})),
		rulings: rulings.map(({ rulingId, type, message, atMs, by, why, inForce }) => ({
			id: rulingId,
			type,
			text: timingWords(message, locale),
			at: formatInstant(atMs, facts.event.timeZone),
			by: organiser ? by : null,
			why,
			whyCode: ownReasonOf(why),
			inForce
		}))
	};
}

/** What is worth a look before results are published, the most urgent first. */
export async function anomalies(
	app: App,
	caller: Caller,
	{ event, race, locale }: { event: string; race: string; locale: Locale }
): Promise<Result<{ items: Anomaly[] }, Refusal>> {
	const facts = await openFacts(app, caller, event, 'see-participants');
	if (!facts.ok) return facts;
	const course = courseIn(facts.value.event, race);
	if (!course.ok) return course;
	const input: DeriveInput = inputOf(facts.value, course.value);
	const derived = raceResults(facts.value, course.value);
	const checks = checkRace({ ...input, derived, nowMs: app.now() });
	return ok({
		items: checks.map((check) => ({
			check: check.check,
			severity: check.severity,
			text: timingWords(checkMessage(check), locale),
			bibs: check.participantIds.flatMap((id) => facts.value.entryOf.get(id)?.participant.bib ?? []),
			participantIds: check.participantIds,
			passingIds: check.passingIds
		}))
	});
}
