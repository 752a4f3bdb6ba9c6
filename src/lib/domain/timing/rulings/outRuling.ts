import type { CourseReads } from '#lib/domain/timing/judging/courseReads.ts';
import type { ParticipantDecision } from './decided.ts';
import type { Read } from '#lib/domain/timing/judging/read.ts';
import type { PassingStatus } from '#lib/domain/timing/facts/result.ts';

/** Statuses of reads that say that the runner was on the course. */
const SEEN: readonly PassingStatus[] = ['counted', 'waiting', 'early-start', 'late-start', 'overruled'];

/**
 * After DNS, DNF or DQ reads are kept as `after-ruling`: those made after it was decided, and those that it
 * contradicts whenever they were made (any read of a DNS, the finish of a DNF or DQ). Splits of a DNF from before
 * stand. Revoking the ruling makes all of them count again, since nothing but this derivation changes.
 *
 * Returns whether the organiser should look: the runner was seen, or the read came in, after the decision, or the
 * read contradicts it.
 */
export function applyOutRuling(
	out: NonNullable<ParticipantDecision['out']>,
	{ reads, course }: { reads: readonly Read[]; course: CourseReads | null }
): boolean {
	let seen = false;
	for (const read of reads) {
		if (!SEEN.includes(read.status)) continue;
		const finish = read === course?.finish;
		const contradicts = out.type === 'dns' || (out.type === 'dnf' && finish);
		const later = read.ms > out.atMs;
		if (contradicts || later || read.passing.receivedMs > out.atMs) seen = true;
		if (contradicts || later || finish) read.status = 'after-ruling';
	}
	if (course) course.splits = course.splits.filter((split) => split.read.status === 'counted');
	return seen;
}
