import type { Participant } from '#lib/domain/timing/facts/course.ts';
import { type CourseReads, judgeCourse } from './courseReads.ts';
import { readOf } from './eligibility.ts';
import { applyOutRuling } from '#lib/domain/timing/rulings/outRuling.ts';
import { type Judgement, outcomeOf } from './judgement.ts';
import type { Passing } from '#lib/domain/timing/facts/passing.ts';
import { type RaceContext, waveOf } from './raceContext.ts';
import { compareReads, type Read } from './read.ts';
import type { ResultFlag } from '#lib/domain/timing/facts/result.ts';
import { startedWithOtherWave } from './waves.ts';

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
	const countable = countableOf(reads);
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
	const flags: ResultFlag[] = [];
	if (course?.start.read == null && startedWithOtherWave(context, { reads: countable, wave, gunMs })) {
		flags.push('wrong-wave');
	}
	if (decision?.out && applyOutRuling(decision.out, { reads, course })) flags.push('seen-after-ruling');
	markMatched(context, reads);
	return { reads, outcome: outcomeOf(context, { participant, course, gunMs, decision, flags }) };
}

/** Most runners have nothing else, so the list itself does. */
function countableOf(reads: readonly Read[]): readonly Read[] {
	for (const read of reads) {
		if (read.status !== 'counted') return reads.filter(({ status }) => status === 'counted');
	}
	return reads;
}

/** Sorted, each passing once however often it was sent. */
function readsOnce(context: RaceContext, passings: readonly Passing[]): Read[] {
	const reads: Read[] = [];
	for (const passing of passings) {
		const read = readOf(context, passing);
		let place = reads.length;
		let order = 1;
		// A runner has a handful of reads, often sent in order: inserting beats sorting.
		for (; place > 0; place--) {
			const before = reads[place - 1];
			order = before ? compareReads(before, read) : -1;
			if (order <= 0) break;
		}
		if (place > 0 && order === 0) continue;
		reads.push(read);
		for (let index = reads.length - 1; index > place; index--) reads[index] = reads[index - 1] ?? read;
		reads[place] = read;
	}
	return reads;
}

/** A chute read that counts says how it came by its time: confirmed by a ruling, or proposed for now. */
function markMatched({ decisions }: RaceContext, reads: readonly Read[]): void {
	for (const read of reads) {
		if (read.passing.kind !== 'chute' || read.status !== 'counted') continue;
		read.status = decisions.passings.get(read.passing.id)?.assigned ? 'matched' : 'estimated';
	}
}
