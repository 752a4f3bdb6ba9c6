import type { Participant } from '#lib/domain/timing/course.ts';
import { type CourseReads, judgeCourse } from '#lib/domain/timing/courseReads.ts';
import { readOf } from '#lib/domain/timing/eligibility.ts';
import { applyOutRuling } from '#lib/domain/timing/outRuling.ts';
import { type Judgement, judgementOf } from '#lib/domain/timing/judgement.ts';
import type { Passing } from '#lib/domain/timing/passing.ts';
import { type RaceContext, waveOf } from '#lib/domain/timing/raceContext.ts';
import { compareReads, type Read } from '#lib/domain/timing/read.ts';
import { startedWithOtherWave } from '#lib/domain/timing/waves.ts';

/**
 * The one judging function, for the full derivation and for the running scoreboard. It looks at one participant
 * alone, so a passing of one runner can never change the time of another.
 *
 * `passings` are those that belong to the participant (see `ownerOf`), in any order, repeats allowed.
 */
export function judgeParticipant(
	context: RaceContext,
	{ participant, passings }: { participant: Participant; passings: readonly Passing[] }
): Judgement {
	const reads = readsOnce(context, passings);
	const decision = context.decisions.participants.get(participant.id);
	const wave = waveOf(context, participant);
	const gunMs = context.gunStarts.get(wave) ?? null;
	const countable = reads.filter((read) => read.status === 'counted');
	let course: CourseReads | null = null;
	if (gunMs === null) {
		for (const read of countable) read.status = 'waiting';
	} else {
		course = judgeCourse(context, countable, {
			gunMs,
			ruledStartMs: decision?.startMs ?? null,
			ruledFinishMs: decision?.finishMs ?? null
		});
	}
	const seenAfterRuling = decision?.out ? applyOutRuling(decision.out, { reads, course }) : false;
	markMatched(context, reads);
	const otherWave =
		course?.start.read == null && startedWithOtherWave(context, { reads: countable, wave, gunMs });
	return judgementOf(context, {
		participant,
		reads,
		course,
		gunMs,
		decision,
		flags: [
			...(otherWave ? (['wrong-wave'] as const) : []),
			...(seenAfterRuling ? (['seen-after-ruling'] as const) : [])
		]
	});
}

/** Sorted, each passing once however often it was sent. */
function readsOnce(context: RaceContext, passings: readonly Passing[]): Read[] {
	const reads = passings.map((passing) => readOf(context, passing));
	if (reads.length < 2) return reads;
	reads.sort(compareReads);
	return reads.filter((read, index) => index === 0 || reads[index - 1]?.passing.id !== read.passing.id);
}

/** A chute read that counts says how it came by its time: confirmed by a ruling, or proposed for now. */
function markMatched({ decisions }: RaceContext, reads: readonly Read[]): void {
	for (const read of reads) {
		if (read.passing.kind !== 'chute' || read.status !== 'counted') continue;
		read.status = decisions.passings.get(read.passing.id)?.assigned ? 'matched' : 'estimated';
	}
}
